package dev.qorm.execute;

import static dev.qorm.execute.SpelledValues.to;
import static dev.qorm.schema.ColumnTypes.bool;
import static dev.qorm.schema.ColumnTypes.uuid;

import java.util.List;

/** Texts that spell a truth value or an identifier, and such as nearly do. */
final class SpelledWords {
    static final List<SpelledValues> ALL = List.of(
            to(
                    bool(),
                    List.of(
                            "true", "1", "TRUE", "1", "True", "1", "t", "1", "T", "1", "yes", "1", "YES", "1", "y", "1",
                            "1", "1", "false", "0", "False", "0", "f", "0", "no", "0", "N", "0", "0", "0"),
                    "2",
                    "-1",
                    "on",
                    "off",
                    "tr",
                    "ye",
                    "fal",
                    "1.0",
                    "01",
                    " true",
                    "true ",
                    "true\n",
                    "null",
                    "oui",
                    ""),
            to(
                    uuid(),
                    List.of(
                            "00000000-0000-4000-8000-00000000000a",
                            "00000000-0000-4000-8000-00000000000a",
                            "00000000-0000-4000-8000-0000000000AB",
                            "00000000-0000-4000-8000-0000000000ab"),
                    "0000000000004000800000000000000a",
                    "{00000000-0000-4000-8000-00000000000a}",
                    "urn:uuid:00000000-0000-4000-8000-00000000000a",
                    "0000-00000000-4000-8000-00000000000a",
                    "00000000-0000-4000-8000-00000000000g",
                    "00000000-0000-4000-8000-00000000000a ",
                    "0-0-0-0-a",
                    ""));

    private SpelledWords() {}
}
