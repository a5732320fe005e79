package com.flowex.strategies.app;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.http.response.Json;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.strategies.app.SourceSandbox.SourceFault;
import com.flowex.strategies.store.StoredStrategy;
import com.flowex.strategies.store.StrategiesTable;
import com.flowex.strategies.store.StrategyVersion;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Strategies of users: checked before they are stored, and versioned. */
public final class StrategyLibrary {

    private static final ObjectMapper MAPPER = Json.mapper();
    private static final int FAULTS_NAMED = 5;

    private final StrategiesTable strategies;
    private final SourceSandbox sandbox;
    private final InstantSource clock;

    public StrategyLibrary(StrategiesTable strategies, SourceSandbox sandbox, InstantSource clock) {
        this.strategies = strategies;
        this.sandbox = sandbox;
        this.clock = clock;
    }

    /** Returns the result of a check; nothing is stored. */
    public SourceSandbox.Checked check(String source) {
        return sandbox.check(source);
    }

    /** @throws Refusal if the source has faults, the name is taken or the user has too many */
    public StoredStrategy add(int tenant, long owner, String name, String source) {
        String parameters = parameters(source);
        return strategies.add(
                tenant, owner, name, source, parameters, clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    /**
     * Stores a new version, unless the newest has the same source.
     *
     * @param check receives the present state under a lock, and throws if the caller has read another
     * @throws Refusal if there is no such strategy, or as {@link #add}
     */
    public StoredStrategy change(int tenant, long owner, long id, NewContent content, Consumer<StoredStrategy> check) {
        // The owner is asked first: a stranger learns nothing, and no process starts for them.
        one(tenant, owner, id);
        var change = new StrategiesTable.Change(
                content.name(),
                content.source(),
                parameters(content.source()),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
        return strategies.change(tenant, owner, id, change, check).orElseThrow(() -> unknown(id));
    }

    /** Name and source that a user sends. */
    public record NewContent(String name, String source) {}

    /** @throws Refusal if the user has no such strategy */
    public StoredStrategy one(int tenant, long owner, long id) {
        return strategies.one(tenant, owner, id).orElseThrow(() -> unknown(id));
    }

    /** @throws Refusal if the user has no such version */
    public StrategyVersion version(int tenant, long owner, long id, int version) {
        one(tenant, owner, id);
        return strategies
                .version(tenant, owner, id, version)
                .orElseThrow(() -> Refusal.notFound("strategy " + id + " has no version " + version));
    }

    /** Returns the versions, newest first, without their sources. */
    public List<StrategyVersion> versions(int tenant, long owner, long id) {
        one(tenant, owner, id);
        return strategies.versions(tenant, owner, id);
    }

    /** Returns the declared parameters of a version. */
    public static List<ParameterDeclaration> parameters(StrategyVersion version) {
        try {
            return List.of(MAPPER.readValue(version.parameters(), ParameterDeclaration[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters are stored as they were written", e);
        }
    }

    private String parameters(String source) {
        SourceSandbox.Checked checked = sandbox.check(source);
        if (!checked.faults().isEmpty()) {
            throw refused(checked.faults());
        }
        try {
            return MAPPER.writeValueAsString(
                    checked.parameters().stream().map(ParameterDeclaration::of).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("parameters can be written", e);
        }
    }

    private static Refusal refused(List<SourceFault> faults) {
        StringBuilder text = new StringBuilder("the source cannot be run: ");
        for (SourceFault fault : faults.subList(0, Math.min(FAULTS_NAMED, faults.size()))) {
            text.append(fault.line() == 0 ? "" : "line " + fault.line() + ": ")
                    .append(fault.message())
                    .append("; ");
        }
        int more = faults.size() - FAULTS_NAMED;
        text.append(more > 0 ? more + " more" : "").append(more > 0 ? "" : "nothing was stored");
        return new Refusal(RefusalCode.STRATEGY_INVALID, text.toString());
    }

    private static Refusal unknown(long id) {
        return Refusal.notFound("you have no strategy " + id);
    }
}
