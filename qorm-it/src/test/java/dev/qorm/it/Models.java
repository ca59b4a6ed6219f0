package dev.qorm.it;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The source of model classes. */
final class Models {
    private Models() {}

    static String source(String packageName, String simpleName, String... statements) {
        return """
                package %s;

                import static dev.qorm.schema.ReferentialAction.*;

                import dev.qorm.model.Fields;
                import dev.qorm.model.Model;

                public class %s extends Model {
                    @Override
                    protected void schema(Fields fields) {
                %s
                    }
                }
                """.formatted(
                packageName,
                simpleName,
                Stream.of(statements).map(statement -> "        " + statement).collect(Collectors.joining("\n")));
    }
}
