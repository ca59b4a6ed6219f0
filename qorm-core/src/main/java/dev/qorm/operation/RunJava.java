package dev.qorm.operation;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Runs Java code that the user wrote.
 *
 * @param step the code to run
 * @param reverseStep the code that undoes it, {@link JavaStep.Nothing} if nothing has to be undone, or null if it
 *     cannot be undone
 * @param isElidable see {@link #elidable()}
 * @param databases see {@link #on}
 */
public record RunJava(
        Class<? extends JavaStep> step,
        @Nullable Class<? extends JavaStep> reverseStep,
        boolean isElidable,
        List<String> databases)
        implements HandmadeOperation {
    /** @throws IllegalArgumentException if one of the classes cannot be instantiated */
    public RunJava {
        check(Objects.requireNonNull(step, "the class of runJava(…) is null"));
        if (reverseStep != null) {
            check(reverseStep);
        }
        databases = List.copyOf(databases);
    }

    private static void check(Class<? extends JavaStep> step) {
        if (Modifier.isAbstract(step.getModifiers())
                || step.isLocalClass()
                || step.isAnonymousClass()
                || (step.isMemberClass() && !Modifier.isStatic(step.getModifiers()))
                || !hasConstructor(step)) {
            throw new IllegalArgumentException("runJava(…) cannot create an object of " + step.getName()
                    + ": it must be a named class that is not abstract, static if it is nested, with a constructor without"
                    + " parameters");
        }
    }

    private static boolean hasConstructor(Class<?> step) {
        return Stream.of(step.getDeclaredConstructors()).anyMatch(constructor -> constructor.getParameterCount() == 0);
    }

    /**
     * Returns this operation, undone by {@code step}, which is {@link JavaStep.Nothing} if nothing has to be undone.
     */
    public RunJava reversedBy(Class<? extends JavaStep> step) {
        return new RunJava(
                this.step, Objects.requireNonNull(step, "the class of reversedBy(…) is null"), isElidable, databases);
    }

    @Override
    public RunJava elidable() {
        return new RunJava(step, reverseStep, true, databases);
    }

    @Override
    public RunJava on(String... names) {
        return new RunJava(step, reverseStep, isElidable, DatabaseNames.known(names));
    }

    /** Whether there is nothing to run. */
    @Override
    public boolean isNothing() {
        return step == JavaStep.Nothing.class;
    }

    /**
     * Returns a new instance of the class.
     *
     * @throws Throwable what its constructor throws
     */
    public JavaStep newStep() throws Throwable {
        var constructor = step.getDeclaredConstructor();
        constructor.setAccessible(true);
        try {
            return constructor.newInstance();
        } catch (InvocationTargetException e) {
            throw Objects.requireNonNullElse(e.getCause(), e);
        }
    }

    @Override
    public Operation reverse() {
        if (reverseStep == null) {
            throw new IrreversibleOperationException("what " + step.getName()
                    + " does cannot be rolled back; say how with runJava(…).reversedBy(….class), or with"
                    + " JavaStep.Nothing.class that nothing has to be undone");
        }
        return new RunJava(reverseStep, step, isElidable, databases);
    }

    @Override
    public boolean isReversible() {
        return reverseStep != null;
    }

    @Override
    public String describe() {
        return "run java" + DatabaseNames.described(databases) + ": " + step.getSimpleName();
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.visit(this);
    }
}
