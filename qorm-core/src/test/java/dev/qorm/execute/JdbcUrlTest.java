package dev.qorm.execute;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdbcUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:postgresql://localhost/blog                             | jdbc:postgresql://localhost/blog
            jdbc:postgresql://host/blog?user=ann&password=p4ss&ssl=true  | jdbc:postgresql://host/blog?user=ann&password=***&ssl=true
            jdbc:postgresql://host/blog?password=p4;ss                   | jdbc:postgresql://host/blog?password=***
            jdbc:mysql://ann:p4ss@host/blog                              | jdbc:mysql://***@host/blog
            jdbc:mysql://ann:p4@ss@host/blog                             | jdbc:mysql://***@host/blog
            jdbc:mysql://(host=h,port=1,user=ann,password=p4ss)/blog     | jdbc:mysql://(host=h,port=1,user=ann,password=***)/blog
            jdbc:h2:file:./blog;USER=ann;PASSWORD=p4ss;MODE=MySQL        | jdbc:h2:file:./blog;USER=ann;PASSWORD=***;MODE=MySQL
            jdbc:mariadb://host/blog?keyStorePassword=p4ss               | jdbc:mariadb://host/blog?keyStorePassword=***
            """)
    void hidesPasswordsAndNothingElse(String url, String redacted) {
        assertThat(JdbcUrl.redact(url)).isEqualTo(redacted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:h2:mem:shop;MODE=MySQL           | true
            jdbc:sqlite::memory:                  | true
            jdbc:sqlite:                          | true
            jdbc:sqlite:file:shop?mode=memory     | true
            jdbc:sqlite:memory                    | false
            jdbc:sqlite:shop.db?mode=rw           | false
            jdbc:h2:file:./mem                    | false
            jdbc:postgresql://localhost/h2:mem:x  | false
            """)
    void knowsWhatEndsWithTheProcess(String url, boolean isInMemory) {
        assertThat(JdbcUrl.isInMemory(url)).isEqualTo(isInMemory);
    }
}
