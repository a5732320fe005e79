package com.flowex.strategies.app;

import com.flowex.platform.errors.FieldError;
import com.flowex.platform.errors.Refusal;
import com.flowex.strategies.app.SourceSandbox.Opened;
import com.flowex.strategies.store.StrategyVersion;
import com.flowex.strategy.StrategyProvider;
import com.flowex.strategy.parameter.ParameterException;
import com.flowex.strategy.parameter.ParameterSpec;
import com.flowex.strategy.parameter.Parameters;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Strategies that a run can name: built-in ones and the owner's own versions. */
public final class StrategySources {

    private final BuiltInStrategies builtIn;
    private final StrategyLibrary library;
    private final SourceSandbox sandbox;

    public StrategySources(BuiltInStrategies builtIn, StrategyLibrary library, SourceSandbox sandbox) {
        this.builtIn = builtIn;
        this.library = library;
        this.sandbox = sandbox;
    }

    /**
     * Returns the declared parameters.
     *
     * @throws Refusal if there is no such strategy
     */
    public List<ParameterSpec> parameters(int tenant, long owner, StrategyChoice spec) {
        return spec.builtIn() == null
                ? StrategyLibrary.parameters(version(tenant, owner, spec)).stream()
                        .map(ParameterDeclaration::spec)
                        .toList()
                : builtIn(spec.builtIn()).parameters();
    }

    /**
     * Returns the value of every declared parameter in its one form, so that a stored request says it all.
     *
     * @param given values by name; others have their defaults
     * @param interval value of a parameter {@code interval} that is not given
     * @throws Refusal if there is no such strategy, or a value is not as declared
     */
    public Map<String, String> values(
            int tenant, long owner, StrategyChoice spec, Map<String, String> given, String interval) {
        List<ParameterSpec> declared = parameters(tenant, owner, spec);
        try {
            return new TreeMap<>(Parameters.parse(declared, Parameters.withInterval(declared, given, interval))
                    .texts());
        } catch (ParameterException e) {
            throw refused("parameters." + e.parameter(), "as declared: " + e.getMessage());
        }
    }

    /**
     * Checks that a built-in strategy takes values together and trades markets; one of a user says so when it runs.
     *
     * @param values values of all parameters
     * @throws Refusal if the values contradict each other, or the markets do not suit the strategy
     */
    public void requireSuitable(StrategyChoice spec, Map<String, String> values, List<String> symbols) {
        if (spec.builtIn() == null) {
            return;
        }
        StrategyProvider provider = builtIn(spec.builtIn());
        try {
            provider.create(Parameters.parse(provider.parameters(), values)).subscriptions(symbols);
        } catch (ParameterException e) {
            throw refused("parameters." + e.parameter(), "as declared: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw refused("symbols", "those that the strategy trades: " + e.getMessage());
        }
    }

    /**
     * Opens the strategy for runs; the caller closes it.
     *
     * @param symbols markets of the runs
     * @throws Refusal if there is no such strategy, or its source no longer passes the check
     */
    public Opened open(int tenant, long owner, StrategyChoice spec, List<String> symbols) {
        return spec.builtIn() == null
                ? sandbox.open(spec.subject(), version(tenant, owner, spec).source(), symbols)
                : Opened.of(builtIn(spec.builtIn()));
    }

    private StrategyProvider builtIn(String id) {
        return builtIn.find(id).orElseThrow(() -> refused("built_in", "the name of a built-in strategy"));
    }

    private StrategyVersion version(int tenant, long owner, StrategyChoice spec) {
        if (spec.strategy() == null || spec.version() == null) {
            throw refused("strategy", "given with its version, or built_in is");
        }
        return library.version(tenant, owner, Long.parseLong(spec.strategy()), spec.version());
    }

    private static Refusal refused(String field, String rule) {
        return Refusal.invalid(List.of(new FieldError(field, rule)));
    }
}
