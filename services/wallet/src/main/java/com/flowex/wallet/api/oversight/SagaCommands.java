package com.flowex.wallet.api.oversight;

import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.operator.OperatorCommand;
import com.flowex.platform.operator.OperatorCommand.Reply;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.oversight.PaymentRevocations;
import com.flowex.wallet.app.oversight.StoppedSagas;
import com.flowex.wallet.store.chain.DerivedIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The functions of {@link SagaRoutes} at the command line: {@code ./flowex sagas}. */
public final class SagaCommands {

    private static final int LISTED_MAX = 500;

    private final Sagas sagas;
    private final StoppedSagas stopped;

    public SagaCommands(Database database, Sagas sagas) {
        this.sagas = sagas;
        this.stopped = new StoppedSagas(database, sagas);
    }

    public Map<String, OperatorCommand> commands() {
        return Map.of(
                "sagas list", (tenant, arguments) -> list(tenant, arguments.getFirst()),
                "sagas show", (tenant, arguments) -> Reply.done(shown(found(tenant, arguments.getFirst()))),
                "sagas redrive",
                        (tenant, arguments) -> Reply.done(line(stopped.redrive(
                                found(tenant, arguments.getFirst()).key()))),
                "sagas abandon",
                        (tenant, arguments) -> Reply.done(line(stopped.abandon(
                                found(tenant, arguments.getFirst()).key(), arguments.getLast()))));
    }

    private Reply list(int tenant, String word) {
        Fields fields = new Fields();
        Saga.State state = fields.oneOf("state", word, Saga.State.class);
        fields.check();
        List<Saga> found = sagas.list(tenant, state, null, LISTED_MAX);
        return Reply.done(
                found.isEmpty()
                        ? "none " + word(state)
                        : String.join(
                                "\n", found.stream().map(SagaCommands::line).toList()));
    }

    private Saga found(int tenant, String id) {
        return DerivedIds.parse(id)
                .flatMap(known -> sagas.find(tenant, known))
                .orElseThrow(() -> Refusal.notFound("there is no saga " + id + " of tenant " + tenant));
    }

    private String shown(Saga saga) {
        List<String> lines = new ArrayList<>(List.of(line(saga)));
        PaymentRevocations.exits(saga).forEach(exit -> lines.add("  a human ends it: " + exit));
        for (Saga.StepReport step : sagas.steps(saga.key())) {
            lines.add(String.format(
                    Locale.ROOT,
                    "  %s %s, %d failed attempts, %s%s",
                    step.name(),
                    step.state(),
                    step.attempts(),
                    step.updatedAt(),
                    step.note().isEmpty() ? "" : ": " + step.note()));
        }
        return String.join("\n", lines);
    }

    private static String line(Saga saga) {
        return String.format(
                Locale.ROOT,
                "%s %s %s at step %d since %s, %d failed attempts%s%s",
                DerivedIds.hex(saga.key().id()),
                saga.key().kind(),
                word(saga.state()),
                saga.step(),
                saga.updatedAt(),
                saga.attempts(),
                turningBack(saga),
                saga.why().isEmpty() ? "" : ": " + saga.why());
    }

    private static String turningBack(Saga saga) {
        if (saga.state().hasEnded()) {
            return "";
        }
        return saga.committed() ? ", past the point of return" : ", may be undone";
    }

    private static String word(Saga.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
