package dev.qorm.scan;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The sources of a project, which are searched for the declaration of a class. An incremental compiler may leave the
 * class of a deleted source behind; such a class is no longer a model.
 */
final class SourceFiles {
    private static final String COMMENT_OR_STRING =
            "//[^\\n]*|/\\*.*?\\*/|%s|\"(?:\\\\.|[^\"\\\\\\n])*+\"|'(?:\\\\.|[^'\\\\\\n])*+'";

    /** In text blocks of Java and Groovy, a backslash can escape a quote. */
    private static final Pattern NO_CODE = Pattern.compile(
            COMMENT_OR_STRING.formatted("\"\"\"(?:[^\\\\\"]++|\\\\.|\"(?!\"\"))*+\"\"\""), Pattern.DOTALL);

    /** In those of Kotlin and Scala, a backslash is an ordinary character. */
    private static final Pattern NO_CODE_WITH_RAW_TEXT =
            Pattern.compile(COMMENT_OR_STRING.formatted("\"\"\".*?\"\"\""), Pattern.DOTALL);

    private static final Pattern UNICODE_ESCAPE = Pattern.compile("\\\\u+([0-9a-fA-F]{4})");
    /** Not {@code \b}, which since Java 19 does not treat non-ASCII characters as letters. */
    private static final String END_OF_NAME = "(?!\\p{javaJavaIdentifierPart})";

    private static final Set<String> LANGUAGES = Set.of("java", "kt", "groovy", "scala");
    private static final String DECLARED = "\\b(?:class|object|record|enum|interface)\\s+`?";
    private static final Pattern DECLARATION = Pattern.compile(DECLARED + "(\\p{javaJavaIdentifierPart}+)");

    private final List<Path> roots;
    private final SourceEncoding encoding;
    private @Nullable Map<String, List<Path>> byName;

    /** @param encoding the encoding of Java sources; sources in other languages may also be in UTF-8 */
    SourceFiles(List<Path> roots, SourceEncoding encoding) {
        this.roots = roots.stream().filter(Files::isDirectory).toList();
        this.encoding = encoding;
    }

    /**
     * Whether a source declares the class.
     *
     * @param className the binary name: {@code blog.models.Author}, {@code blog.Models$Author}
     * @param sourceFile the name of the source file that the class file names, or null if it names none; in that case
     *     any source may declare the class
     */
    boolean declare(String className, @Nullable String sourceFile) {
        if (sourceFile == null) {
            return true;
        }
        var dot = className.lastIndexOf('.');
        var packageName = dot < 0 ? "" : className.substring(0, dot);
        var simpleNames = simpleNames(className.substring(dot + 1));
        for (var root : roots) {
            var file = root.resolve(packageName.replace('.', '/')).resolve(sourceFile);
            if (Files.isRegularFile(file) && declares(file, packageName, simpleNames)) {
                return true;
            }
        }
        // Kotlin, Groovy and Scala do not require a file to be in the folder of its package.
        return find(sourceFile::equals).stream().anyMatch(file -> declares(file, packageName, simpleNames));
    }

    /** {@code My$Author} is the class of that name, or {@code Author} nested in another class. */
    private static List<String> simpleNames(String name) {
        var names = new ArrayList<String>();
        for (var start = 0; start > -1 && start < name.length(); start = name.indexOf('$', start + 1)) {
            names.add(name.substring(start == 0 ? 0 : start + 1));
        }
        return names;
    }

    private boolean declares(Path file, String packageName, List<String> simpleNames) {
        return texts(file).anyMatch(text -> declares(text, packageName, simpleNames, noCode(file)));
    }

    private static Pattern noCode(Path file) {
        var name = file.getFileName().toString();
        return name.endsWith(".kt") || name.endsWith(".scala") ? NO_CODE_WITH_RAW_TEXT : NO_CODE;
    }

    /** Returns the text of a file in each encoding that it may have. */
    private Stream<String> texts(Path file) {
        var bytes = read(file);
        return Stream.of(encoding.charset(), StandardCharsets.UTF_8)
                .distinct()
                .map(charset -> new String(bytes, charset))
                .map(SourceFiles::withoutEscapes);
    }

    /** Java processes Unicode escapes before anything else, so an escape may be a letter of a name. */
    private static String withoutEscapes(String text) {
        return text.contains("\\u")
                ? UNICODE_ESCAPE
                        .matcher(text)
                        .replaceAll(escape -> letter((char) Integer.parseInt(escape.group(1), 16), escape.group()))
                : text;
    }

    private static String letter(char unit, String escape) {
        return Matcher.quoteReplacement(Character.isJavaIdentifierPart(unit) ? String.valueOf(unit) : escape);
    }

    private static boolean declares(String text, String packageName, List<String> simpleNames, Pattern noCode) {
        var names = simpleNames.stream().map(Pattern::quote).collect(joining("|", "(?:", ")"));
        return (packageName.isEmpty() || isInCode(text, "\\bpackage\\s+" + dotted(packageName) + END_OF_NAME, noCode))
                && isInCode(text, DECLARED + names + END_OF_NAME, noCode);
    }

    /**
     * Returns the sources that contain {@code word} in their code, and none of whose classes is among {@code classes}.
     */
    List<Path> notAmong(ClassFiles classes, String word) {
        return find(SourceFiles::isSource).stream()
                .filter(file -> texts(file)
                        .map(text -> noCode(file).matcher(text).replaceAll(" "))
                        .allMatch(code -> code.contains(word) && declaresNone(code, classes)))
                .toList();
    }

    private static boolean declaresNone(String code, ClassFiles classes) {
        var declared = DECLARATION
                .matcher(code)
                .results()
                .map(result -> result.group(1))
                .collect(toSet());
        return !declared.isEmpty() && classes.named(declared::contains).isEmpty();
    }

    /** Whether a file of this name is in a language that is compiled to class files. */
    static boolean isSource(String fileName) {
        return LANGUAGES.contains(fileName.substring(fileName.lastIndexOf('.') + 1));
    }

    /** Searches comments and strings only up to the match, and in the whole text only if nothing is found that way. */
    private static boolean isInCode(String text, String expression, Pattern noCode) {
        var pattern = Pattern.compile(expression);
        var wanted = pattern.matcher(text);
        var comment = noCode.matcher(text);
        var isComment = comment.find();
        while (wanted.find()) {
            while (isComment && comment.end() <= wanted.start()) {
                isComment = comment.find();
            }
            if (!isComment || comment.start() > wanted.start()) {
                return true;
            }
        }
        // A comment may be between two words of the declaration.
        return pattern.matcher(comment.reset().replaceAll(" ")).find();
    }

    /** Java and Kotlin allow blanks around the parts of a package's name, and Kotlin allows backquotes. */
    private static String dotted(String packageName) {
        var parts = new ArrayList<String>();
        for (var part : packageName.split("\\.", -1)) {
            parts.add("`?" + Pattern.quote(part) + "`?");
        }
        return String.join("\\s*\\.\\s*", parts);
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the source " + file, e);
        }
    }

    /** Returns the source files whose names fulfil {@code condition}. */
    List<Path> find(Predicate<String> condition) {
        return index().entrySet().stream()
                .filter(entry -> condition.test(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .sorted()
                .toList();
    }

    private Map<String, List<Path>> index() {
        if (byName == null) {
            var index = new HashMap<String, List<Path>>();
            roots.forEach(root -> walk(root, index));
            byName = index;
        }
        return byName;
    }

    private static void walk(Path root, Map<String, List<Path>> index) {
        try {
            FileTree.walk(
                    root,
                    (file, attributes) -> index.computeIfAbsent(
                                    file.getFileName().toString(), name -> new ArrayList<>())
                            .add(file));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the sources below " + root, e);
        }
    }
}
