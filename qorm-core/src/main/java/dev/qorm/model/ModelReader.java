package dev.qorm.model;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates an instance of a model class and lets it declare its fields, including those of its ancestors. */
final class ModelReader {
    private static final MethodType SCHEMA = MethodType.methodType(void.class, Fields.class);

    private final List<Problem> problems;

    ModelReader(List<Problem> problems) {
        this.problems = problems;
    }

    /**
     * Returns the declarations of {@code type}, or null if they cannot be read; in that case the problem has been
     * reported.
     */
    @Nullable
    Declarations read(Class<? extends Model> type) {
        var model = instantiate(type);
        if (model == null) {
            return null;
        }
        var declarations = new Declarations(type.getName());
        try {
            model.schema(new Fields(declarations));
            inherit(type, model, declarations);
        } catch (Throwable e) { // including an endless recursion, and what Kotlin and Lombok throw without declaring it
            problem(
                    type,
                    "its schema method failed with " + reason(e) + at(type, e)
                            + "; it can only declare fields: the application and its settings are not there when qorm calls it");
            return null;
        }
        problems.addAll(declarations.problems);
        return declarations;
    }

    private @Nullable Model instantiate(Class<? extends Model> type) {
        if (type.isMemberClass() && !Modifier.isStatic(type.getModifiers())) {
            problem(type, "is an inner class, which cannot be made without its outer object; declare it static");
            return null;
        }
        try {
            Constructor<? extends Model> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (NoSuchMethodException e) {
            problem(type, "has no constructor without parameters; add one, it may be private");
        } catch (InvocationTargetException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            problem(type, "its constructor failed with " + cause + at(type, cause) + "; it has to do nothing");
        } catch (ReflectiveOperationException | Error e) {
            problem(type, "cannot be instantiated: " + reason(e) + at(type, reason(e)));
        }
        return null;
    }

    /**
     * Adds the declarations of the ancestors, for a model whose own method does not call them. The method of each
     * ancestor is called separately, through the class below it: that is how the JVM resolves {@code
     * super.schema(fields)} there.
     */
    private void inherit(Class<? extends Model> type, Model model, Declarations declarations) {
        for (Class<?> child = type; child.getSuperclass() != Model.class; child = child.getSuperclass()) {
            if (declares(child.getSuperclass())) {
                var ancestor = new Declarations(type.getName());
                callSuper(child, model, new Fields(ancestor));
                declarations.inherit(ancestor);
            }
        }
    }

    /** Whether {@code ancestor} itself has a schema method that can be called. */
    private static boolean declares(Class<?> ancestor) {
        return Arrays.stream(ancestor.getDeclaredMethods())
                .anyMatch(method -> method.getName().equals("schema")
                        && List.of(method.getParameterTypes()).equals(SCHEMA.parameterList())
                        && !method.isBridge()
                        && !Modifier.isAbstract(method.getModifiers()));
    }

    private static void callSuper(Class<?> child, Model model, Fields fields) {
        try {
            MethodHandle handle = MethodHandles.privateLookupIn(child, MethodHandles.lookup())
                    .findSpecial(child.getSuperclass(), "schema", SCHEMA, child);
            handle.invoke(model, fields);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "cannot ask " + child.getSuperclass().getName() + " for its fields", e);
        }
    }

    /** Unwraps an error in the initialization of a class, whose own message says nothing about the reason. */
    private static Throwable reason(Throwable failure) {
        return failure instanceof ExceptionInInitializerError && failure.getCause() != null
                ? failure.getCause()
                : failure;
    }

    /** Returns the line of the user's code that threw. */
    private static String at(Class<?> type, Throwable failure) {
        for (var frame : failure.getStackTrace()) {
            if (frame.getClassName().equals(type.getName())) {
                return " at " + frame.getFileName() + ":" + frame.getLineNumber();
            }
        }
        return "";
    }

    private void problem(Class<?> type, String message) {
        problems.add(new Problem(type.getName(), null, message));
    }
}
