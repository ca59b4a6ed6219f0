package dev.qorm.maven;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * Checks the properties that a user gave, and the configuration of the goal in the POM, against the parameters of the
 * goals. Maven ignores unknown properties, and reads every word except {@code true} as {@code false}: a dry run with a
 * typing error would not be a dry run.
 */
final class GivenProperties {
    private static final String PREFIX = "qorm.";
    /**
     * Read by {@link DatabaseSettingsReader}. They are not parameters, because {@code mvn -X} prints the values of
     * those.
     */
    private static final List<String> SECRETS = List.of("qorm.url", "qorm.password");

    /** They make a goal do less, or nothing: nobody must believe so of a goal that does not read them. */
    private static final List<String> LIMITS =
            List.of("qorm.dryRun", "qorm.check", "qorm.fake", "qorm.target", "qorm.migration");

    private final Invocation invocation;
    /** The properties of the parameters of all goals, and whether they can only be true or false. */
    private final Map<String, Boolean> known = new TreeMap<>();

    private GivenProperties(Invocation invocation) {
        this.invocation = invocation;
        SECRETS.forEach(each -> known.put(each, false));
        invocation.plugin().getMojos().stream()
                .flatMap(goal -> parameters(goal.getParameters()))
                .filter(each -> property(each).startsWith(PREFIX))
                .forEach(each -> known.merge(property(each), isTruthValue(each), Boolean::logicalOr));
    }

    /** Returns the property of a parameter, or nothing if it has none. */
    private static String property(Parameter parameter) {
        var expression = parameter.getExpression();
        return expression != null && expression.startsWith("${") && expression.endsWith("}")
                ? expression.substring(2, expression.length() - 1)
                : "";
    }

    private static boolean isTruthValue(Parameter parameter) {
        return List.of("boolean", "java.lang.Boolean").contains(parameter.getType());
    }

    private static Stream<Parameter> parameters(@Nullable List<Parameter> parameters) {
        return parameters == null ? Stream.of() : parameters.stream();
    }

    /**
     * @throws MojoFailureException if a name is not known and not the user's, if no goal that is called reads what
     *     should limit it, or if a value must be true or false and is not
     */
    static void check(Invocation invocation) throws MojoFailureException {
        var properties = new GivenProperties(invocation);
        properties.checkNames();
        properties.checkLimits();
        properties.checkValues();
        properties.checkConfiguration();
    }

    private void checkNames() throws MojoFailureException {
        for (var name : new TreeSet<>(invocation.session().getUserProperties().stringPropertyNames())) {
            if (name.startsWith(PREFIX) && !known.containsKey(name)) {
                var meant = known.keySet().stream()
                        .filter(each -> Misspelling.isLikely(tail(name), tail(each)))
                        .min(Comparator.comparing(each -> Misspelling.distance(tail(name), tail(each))));
                if (meant.isPresent()) {
                    throw new MojoFailureException("There is no property " + name + remedy(meant.get()));
                }
                if (!isOfUser(name)) {
                    throw new MojoFailureException("There is no property " + name
                            + "; mvn qorm:help -Ddetail lists the properties of all goals. If it is yours, declare it in"
                            + " the <properties> of the POM");
                }
            }
        }
    }

    private String remedy(String meant) {
        var called = goalsOfTheCall();
        if (called.isEmpty() || SECRETS.contains(meant) || isRead(meant, called)) {
            return "; write " + meant;
        }
        return ", and qorm:" + goal() + " does not read " + meant + " either" + whatItReads();
    }

    private String whatItReads() {
        return "; mvn qorm:help -Ddetail -Dgoal=" + goal() + " lists what it reads";
    }

    private String goal() {
        return invocation.execution().getMojoDescriptor().getGoal();
    }

    /** Whether a POM declares it, as it may the version of qorm, or it has a name like {@code qorm.test.url}. */
    private boolean isOfUser(String name) {
        return tail(name).contains(".")
                || invocation.session().getProjects().stream()
                        .anyMatch(project -> project.getProperties().containsKey(name));
    }

    private void checkLimits() throws MojoFailureException {
        var called = goalsOfTheCall();
        var user = invocation.session().getUserProperties();
        for (var name : LIMITS) {
            if (!called.isEmpty()
                    && !"false".equalsIgnoreCase(user.getProperty(name, "false"))
                    && !isRead(name, called)) {
                throw new MojoFailureException(
                        "qorm:" + goal() + " does not read " + name + ", so nothing was done" + whatItReads());
            }
        }
    }

    /**
     * Returns the goals on the command line if it has only goals; otherwise an empty list, since goals that a build runs
     * in its phases share their properties with others.
     */
    private List<String> goalsOfTheCall() {
        var called = invocation.session().getGoals().stream()
                .map(goal -> goal.replaceFirst("@.*", ""))
                .toList();
        return invocation.execution().getSource() == MojoExecution.Source.CLI
                        && called.stream().allMatch(goal -> goal.contains(":"))
                ? called
                : List.of();
    }

    /** Whether one of these goals has a parameter with the property. */
    private boolean isRead(String name, List<String> called) {
        return invocation.plugin().getMojos().stream()
                .filter(goal -> called.stream().anyMatch(each -> each.endsWith(":" + goal.getGoal())))
                .flatMap(goal -> parameters(goal.getParameters()))
                .anyMatch(parameter -> property(parameter).equals(name));
    }

    private static String tail(String name) {
        return name.substring(PREFIX.length());
    }

    private void checkValues() throws MojoFailureException {
        for (var each : known.entrySet()) {
            if (each.getValue()) {
                checkValue(each.getKey(), value(each.getKey()));
            }
        }
    }

    /**
     * Checks the values in {@code <configuration>} for this goal, including the expressions that Maven inserts for
     * missing ones.
     */
    private void checkConfiguration() throws MojoFailureException {
        var evaluator = new PluginParameterExpressionEvaluator(invocation.session(), invocation.execution());
        for (var parameter : truthValues()) {
            var given = invocation.execution().getConfiguration().getChild(parameter.getName());
            if (given != null && given.getValue() != null) {
                checkValue("<" + parameter.getName() + ">", evaluated(evaluator, given.getValue()));
            }
        }
    }

    private List<Parameter> truthValues() {
        return invocation.execution().getConfiguration() == null
                ? List.of()
                : parameters(invocation.execution().getMojoDescriptor().getParameters())
                        .filter(GivenProperties::isTruthValue)
                        .toList();
    }

    private static @Nullable String evaluated(PluginParameterExpressionEvaluator evaluator, String expression)
            throws MojoFailureException {
        try {
            var value = evaluator.evaluate(expression);
            return value == null ? null : value.toString();
        } catch (ExpressionEvaluationException e) {
            throw new MojoFailureException("'" + expression + "' in the POM cannot be read: " + e.getMessage(), e);
        }
    }

    private static void checkValue(String name, @Nullable String value) throws MojoFailureException {
        if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
            throw new MojoFailureException(name + " is '" + value + "'; it can be true or false");
        }
    }

    /** Returns the value that Maven uses: the command line takes precedence over the POM. */
    private @Nullable String value(String name) {
        var session = invocation.session();
        var ofProject = invocation.project().getProperties().getProperty(name);
        var ofSystem = session.getSystemProperties().getProperty(name, ofProject);
        return session.getUserProperties().getProperty(name, ofSystem);
    }
}
