package dev.qorm.maven;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.PluginParameterExpressionEvaluator;
import org.apache.maven.plugin.descriptor.Parameter;
import org.codehaus.plexus.component.configurator.expression.ExpressionEvaluationException;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a user gave, against those that goals have, and what the POM says for the goal. Maven passes over
 * properties that it does not know, and takes every word but {@code true} for {@code false}: a dry run with a typing error
 * would be none.
 */
final class GivenProperties {
    private static final String PREFIX = "qorm.";
    /** Read by {@link DatabaseSettingsReader}, and no parameters, of which {@code mvn -X} prints the values. */
    private static final List<String> SECRETS = List.of("qorm.url", "qorm.password");

    private final Invocation invocation;
    /** The properties that parameters of any goal have, and whether they can be true or false only. */
    private final Map<String, Boolean> known = new TreeMap<>();

    private GivenProperties(Invocation invocation) {
        this.invocation = invocation;
        SECRETS.forEach(each -> known.put(each, false));
        invocation.plugin().getMojos().stream()
                .flatMap(goal -> parameters(goal.getParameters()))
                .filter(each -> each.getExpression() != null
                        && each.getExpression().startsWith("${" + PREFIX)
                        && each.getExpression().endsWith("}"))
                .forEach(each -> known.merge(
                        each.getExpression().substring(2, each.getExpression().length() - 1),
                        isTruthValue(each),
                        Boolean::logicalOr));
    }

    private static boolean isTruthValue(Parameter parameter) {
        return List.of("boolean", "java.lang.Boolean").contains(parameter.getType());
    }

    private static Stream<Parameter> parameters(@Nullable List<Parameter> parameters) {
        return parameters == null ? Stream.of() : parameters.stream();
    }

    /** @throws MojoFailureException when a name seems to be a known one with a mistake, or a value is no truth value */
    static void check(Invocation invocation) throws MojoFailureException {
        var properties = new GivenProperties(invocation);
        properties.checkNames();
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
                    throw new MojoFailureException("There is no property " + name + "; write " + meant.get());
                }
            }
        }
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

    /** What {@code <configuration>} says for this goal, and the expressions that stand for what it does not say. */
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

    /** The one that Maven takes: the command line wins over the POM. */
    private @Nullable String value(String name) {
        var session = invocation.session();
        var ofProject = invocation.project().getProperties().getProperty(name);
        var ofSystem = session.getSystemProperties().getProperty(name, ofProject);
        return session.getUserProperties().getProperty(name, ofSystem);
    }
}
