package dev.qorm.command;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.Strictness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Questions as JSON, for programs: an array of objects with {@code kind}, {@code about}, {@code text}, {@code answers}
 * and {@code answer}. Each {@code answer} is null. {@code -Dqorm.answers} reads the same file with each {@code answer}
 * replaced: with one of {@code answers}, or with only the part after its colon, or the old name.
 */
final class QuestionsFile {
    private static final Gson GSON = new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .setStrictness(Strictness.STRICT)
            .create();

    private static final Pattern PLACE = Pattern.compile("at line (\\d+) column (\\d+)");

    private QuestionsFile() {}

    /**
     * A question and its answer in the file.
     *
     * @param kind rename or backfill
     * @param about the table or column
     * @param answer a flag or the answer alone, or null if there is none yet
     */
    record Entry(Question.Kind kind, String about, @Nullable String answer) {}

    /**
     * Returns the content of {@code file}.
     *
     * @throws CommandException if it cannot be read or is not in the format of {@link #write}
     */
    static List<Entry> read(Path file) {
        var entries = new ArrayList<Entry>();
        for (var element : array(file)) {
            if (!element.isJsonObject()) {
                throw malformed(file, "an entry is " + element + ", which is no object");
            }
            entries.add(entry(file, element.getAsJsonObject()));
        }
        return entries;
    }

    /**
     * Writes {@code questions}, preceded by those that are already answered, so that the file can replace its
     * predecessor.
     *
     * @param answered a file with answers, or null for none
     * @throws UncheckedIOException if it cannot be written
     */
    static void write(Path file, @Nullable Path answered, List<Question> questions) {
        var array = new JsonArray();
        if (answered != null) {
            array(answered).asList().stream()
                    .filter(entry -> entry(answered, entry.getAsJsonObject()).answer() != null)
                    .forEach(array::add);
        }
        for (var question : questions) {
            var object = new JsonObject();
            object.addProperty("kind", question.kind().toString());
            object.addProperty("about", question.about());
            object.addProperty("text", question.text());
            object.add("answers", GSON.toJsonTree(question.answers()));
            object.add("answer", null);
            array.add(object);
        }
        SourceFile.replace(file, (GSON.toJson(array) + "\n").getBytes(StandardCharsets.UTF_8), "file of questions");
    }

    private static JsonArray array(Path file) {
        try {
            var json = GSON.fromJson(Files.readString(file), JsonElement.class);
            if (json == null || !json.isJsonArray()) {
                throw malformed(file, "it is no array");
            }
            return json.getAsJsonArray();
        } catch (NoSuchFileException e) {
            throw unreadable(file, "is not there");
        } catch (CharacterCodingException e) {
            throw malformed(file, "it is not in UTF-8");
        } catch (IOException e) {
            throw unreadable(file, Files.isDirectory(file) ? "is a folder" : "cannot be read (" + e + ")");
        } catch (JsonParseException e) {
            throw malformed(file, "it is no JSON" + place(e));
        }
    }

    /** Returns the position at which the parser stopped, without its advice for programmers. */
    private static String place(JsonParseException failure) {
        var place = PLACE.matcher(String.valueOf(failure.getMessage()));
        return place.find() ? " at line " + place.group(1) + ", column " + place.group(2) : "";
    }

    private static CommandException unreadable(Path file, String problem) {
        return CommandException.toMend("qorm.answers: the file " + file + " " + problem
                + "; name the file with the answers, or leave qorm.answers out");
    }

    private static Entry entry(Path file, JsonObject object) {
        var kind = text(file, object, "kind");
        for (var known : Question.Kind.values()) {
            if (known.toString().equals(kind)) {
                var about = text(file, object, "about");
                if (about == null) {
                    throw malformed(file, "an entry does not say what it is about: " + object);
                }
                return new Entry(known, about, text(file, object, "answer"));
            }
        }
        throw malformed(file, "the kind of " + object + " is neither rename nor backfill");
    }

    private static @Nullable String text(Path file, JsonObject object, String name) {
        var value = object.get(name);
        if (value == null || value.isJsonNull()) {
            return null;
        }
        if (!value.isJsonPrimitive() || !value.getAsJsonPrimitive().isString()) {
            throw malformed(file, "'" + name + "' is " + value + " and not a text");
        }
        return value.getAsString();
    }

    private static CommandException malformed(Path file, String problem) {
        return CommandException.toMend("qorm.answers: " + file + " is not understood: " + problem
                + ". It has to be the questions as qorm wrote them, with one of \"answers\", or the value or the old name alone, as each"
                + " \"answer\"");
    }
}
