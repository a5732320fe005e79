package com.flowex.wallet.api.oversight;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.platform.database.Database;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.saga.Saga;
import com.flowex.platform.saga.SagaKey;
import com.flowex.platform.saga.Sagas;
import com.flowex.wallet.app.oversight.PaymentRevocations;
import com.flowex.wallet.app.oversight.StoppedSagas;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.payment.Revocation;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The sagas of a tenant: how each stands, and what a human does with those that have stopped or wait. */
public final class SagaRoutes {

    private static final String SAGAS = "/api/v1/sagas";
    private static final String REVOCATION = SAGAS + "/{kind}/{id}/revocation";
    private static final int REASON_LENGTH_MAX = 300;
    private static final int KIND_LENGTH_MAX = 40;

    private final Sagas sagas;
    private final StoppedSagas stopped;
    private final PaymentRevocations revocations;

    public SagaRoutes(Database database, Sagas sagas) {
        this.sagas = sagas;
        this.stopped = new StoppedSagas(database, sagas);
        this.revocations = new PaymentRevocations(database, sagas);
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(SAGAS, manage, this::list)
                .unaudited()
                .query("state", "kind", "limit")
                .get(SAGAS + "/{kind}/{id}", manage, request -> Answer.ok(shown(found(request))))
                .unaudited()
                .post(SAGAS + "/{kind}/{id}/redrive", manage, this::redrive)
                .withoutBody()
                .post(SAGAS + "/{kind}/{id}/abandon", manage, this::abandon)
                .post(REVOCATION, manage, this::propose)
                .post(REVOCATION + "/approve", manage, request -> decide(request, true))
                .withoutBody()
                .post(REVOCATION + "/reject", manage, request -> decide(request, false))
                .withoutBody();
    }

    /** The schema Saga. */
    private record Shown(
            String id,
            String kind,
            String state,
            int step,
            int attempts,
            boolean committed,
            @Nullable String code,
            @Nullable String failure,
            String why,
            Instant createdAt,
            Instant updatedAt,
            List<Step> steps,
            List<String> exits,
            @Nullable Revoked revocation) {

        static Shown of(Saga saga, List<Saga.StepReport> steps) {
            return of(saga, steps, Optional.empty());
        }

        static Shown of(Saga saga, List<Saga.StepReport> steps, Optional<Revocation> revocation) {
            return new Shown(
                    DerivedIds.hex(saga.key().id()),
                    saga.key().kind(),
                    word(saga.state()),
                    saga.step(),
                    saga.attempts(),
                    saga.committed(),
                    saga.failure().map(Saga.Failure::code).orElse(null),
                    saga.failure().map(Saga.Failure::why).orElse(null),
                    saga.why(),
                    saga.createdAt(),
                    saga.updatedAt(),
                    steps.stream().map(Step::of).toList(),
                    PaymentRevocations.exits(saga),
                    revocation.map(Revoked::of).orElse(null));
        }
    }

    /** Part of the schema Saga. */
    private record Revoked(
            String reason,
            String state,
            String proposedBy,
            Instant proposedAt,
            @Nullable String decidedBy) {
        static Revoked of(Revocation made) {
            return new Revoked(
                    made.reason(),
                    made.state(),
                    Long.toString(made.proposedBy()),
                    made.proposedAt(),
                    made.decidedBy().map(Object::toString).orElse(null));
        }
    }

    private record AuditDecision(boolean approved) {}

    /** The schema SagaStep. */
    private record Step(String name, String state, int attempts, String note, Instant startedAt, Instant updatedAt) {
        static Step of(Saga.StepReport step) {
            return new Step(
                    step.name(), step.state(), step.attempts(), step.note(), step.startedAt(), step.updatedAt());
        }
    }

    private record RedrivenBody(boolean redriven) {}

    private record Abandon(@Nullable String reason) {}

    private Answer list(Request request) {
        Fields fields = new Fields();
        Optional<Saga.State> state = request.query("state").map(word -> fields.oneOf("state", word, Saga.State.class));
        Optional<String> kind = request.query("kind").map(word -> fields.name("kind", word, KIND_LENGTH_MAX));
        fields.check();
        return Answer.ok(
                Page.whole(sagas.list(request.tenant(), state.orElse(null), kind.orElse(null), request.limit()).stream()
                        .map(saga -> Shown.of(saga, List.of(), revocations.find(saga.key())))
                        .toList()));
    }

    private Saga found(Request request) {
        return DerivedIds.parse(request.path("id"))
                .flatMap(id -> sagas.find(new SagaKey(request.tenant(), request.path("kind"), id)))
                .orElseThrow(() -> Refusal.notFound("there is no such saga"));
    }

    private Shown shown(Saga saga) {
        return Shown.of(saga, sagas.steps(saga.key()), revocations.find(saga.key()));
    }

    private Answer redrive(Request request) {
        Saga saga = found(request);
        request.auditBefore(subject(saga), Shown.of(saga, List.of()), new RedrivenBody(true));
        return Answer.ok(shown(stopped.redrive(saga.key())));
    }

    private Answer abandon(Request request) {
        Fields fields = new Fields();
        String reason = fields.name("reason", request.body(Abandon.class).reason(), REASON_LENGTH_MAX);
        fields.check();
        Saga saga = found(request);
        request.auditBefore(subject(saga), Shown.of(saga, List.of()), new Abandon(reason));
        return Answer.ok(shown(stopped.abandon(saga.key(), reason)));
    }

    private Answer propose(Request request) {
        Fields fields = new Fields();
        String reason = fields.name("reason", request.body(Abandon.class).reason(), REASON_LENGTH_MAX);
        fields.check();
        Saga saga = found(request);
        request.auditBefore(subject(saga), shown(saga), new Abandon(reason));
        revocations.propose(saga, reason, request.caller().userId());
        return Answer.created(shown(saga));
    }

    private Answer decide(Request request, boolean approved) {
        Saga saga = found(request);
        Revocation made = revocations
                .find(saga.key())
                .orElseThrow(() -> Refusal.notFound("a revocation of this saga was not proposed"));
        long by = request.caller().userId();
        if (approved && made.proposedBy() == by) {
            throw Refusal.forbidden("a second person approves a revocation");
        }
        request.auditBefore(subject(saga), shown(saga), new AuditDecision(approved));
        if (approved) {
            revocations.approve(saga, by);
        } else {
            revocations.reject(saga, by);
        }
        return Answer.ok(shown(sagas.find(saga.key()).orElseThrow()));
    }

    private static String subject(Saga saga) {
        return saga.key().kind() + " " + DerivedIds.hex(saga.key().id());
    }

    private static String word(Saga.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }
}
