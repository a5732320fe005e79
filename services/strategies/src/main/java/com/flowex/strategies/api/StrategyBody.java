package com.flowex.strategies.api;

import com.flowex.strategies.app.ParameterDeclaration;
import com.flowex.strategies.app.SourceSandbox.Checked;
import com.flowex.strategies.app.SourceSandbox.SourceFault;
import com.flowex.strategies.app.StrategyLibrary;
import com.flowex.strategies.store.StoredStrategy;
import com.flowex.strategies.store.StrategyVersion;
import com.flowex.strategy.StrategyProvider;
import java.time.Instant;
import java.util.List;

/** Bodies of answers about strategies. */
final class StrategyBody {

    private StrategyBody() {}

    /** The schema BuiltInStrategy of docs/api/openapi.yaml. */
    record BuiltIn(String id, String summary, List<ParameterDeclaration> parameters) {

        static BuiltIn of(StrategyProvider provider) {
            return new BuiltIn(
                    provider.id(),
                    provider.summary(),
                    provider.parameters().stream().map(ParameterDeclaration::of).toList());
        }
    }

    /** The schema Strategy of docs/api/openapi.yaml. */
    record Listed(String id, String name, int version, Instant createdAt, Instant changedAt) {

        static Listed of(StoredStrategy strategy) {
            return new Listed(
                    Long.toString(strategy.id()),
                    strategy.name(),
                    strategy.version(),
                    strategy.createdAt(),
                    strategy.changedAt());
        }
    }

    /** The schema StrategyVersion of docs/api/openapi.yaml. */
    record Version(int version, Instant createdAt, List<ParameterDeclaration> parameters) {

        static Version of(StrategyVersion version) {
            return new Version(version.version(), version.createdAt(), StrategyLibrary.parameters(version));
        }
    }

    /** The schema StrategySource of docs/api/openapi.yaml. */
    record Source(
            String id,
            String name,
            int version,
            Instant createdAt,
            List<ParameterDeclaration> parameters,
            String source) {

        static Source of(StoredStrategy strategy, StrategyVersion version) {
            return new Source(
                    Long.toString(strategy.id()),
                    strategy.name(),
                    version.version(),
                    version.createdAt(),
                    StrategyLibrary.parameters(version),
                    version.source());
        }
    }

    /** The schema StrategyDiff of docs/api/openapi.yaml. */
    record Diff(int from, int to, List<String> lines) {}

    /** The schema StrategyCheck of docs/api/openapi.yaml. */
    record Check(boolean valid, List<SourceFault> faults, List<ParameterDeclaration> parameters) {

        static Check of(Checked checked) {
            return new Check(
                    checked.faults().isEmpty(),
                    checked.faults(),
                    checked.parameters().stream().map(ParameterDeclaration::of).toList());
        }
    }
}
