package dev.qorm.maven;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * The properties that a user gave, against those that goals have. Maven passes over names that it does not know, and takes
 * every word but {@code true} for {@code false}: a dry run with a typing error would be none.
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
                        List.of("boolean", "java.lang.Boolean").contains(each.getType()),
                        Boolean::logicalOr));
    }

    private static Stream<Parameter> parameters(@Nullable List<Parameter> parameters) {
        return parameters == null ? Stream.of() : parameters.stream();
    }

    /** @throws MojoFailureException when a name seems to be a known one with a mistake, or a value is no truth value */
    static void check(Invocation invocation) throws MojoFailureException {
        var properties = new GivenProperties(invocation);
        properties.checkNames();
        properties.checkValues();
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
            var value = each.getValue() ? value(each.getKey()) : null;
            if (value != null && !value.equalsIgnoreCase("true") && !value.equalsIgnoreCase("false")) {
                throw new MojoFailureException(each.getKey() + " is '" + value + "'; it can be true or false");
            }
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
