package com.flowex.wallet.api.deposit;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.domain.value.AccountId;
import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import com.flowex.wallet.app.deposit.DepositWatcher;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.deposit.Arrival;
import com.flowex.wallet.store.deposit.ArrivalStore;
import com.flowex.wallet.store.deposit.CreditHistory;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Routes for arrivals that an administrator decides on: dust, unlisted tokens, payments without an account; and for
 * credited payments that have vanished.
 */
public final class ArrivalRoutes {

    private static final String ARRIVALS = "/api/v1/arrivals";
    private static final int REASON_LENGTH_MAX = 300;

    private final ArrivalStore arrivals;
    private final Function<String, DepositWatcher> watchers;
    private final CreditHistory past;

    public ArrivalRoutes(ArrivalStore arrivals, CreditHistory past, Function<String, DepositWatcher> watchers) {
        this.arrivals = arrivals;
        this.watchers = watchers;
        this.past = past;
    }

    public Routes routes() {
        Access manage = Access.of(Permission.CUSTODY_MANAGE);
        return new Routes()
                .get(ARRIVALS, manage, this::list)
                .query("which", "limit")
                .post(ARRIVALS + "/{id}/credit", manage, this::credit)
                .post(ARRIVALS + "/{id}/ignore", manage, this::ignore);
    }

    /** The schema Arrival. Amounts are in smallest units of the chain, since the token may not be listed. */
    private record Shown(
            String id,
            String network,
            String transaction,
            @Nullable String account,
            String token,
            String chainUnits,
            String memo,
            String state,
            String why,
            Instant arrivedAt) {

        static Shown of(Arrival arrival) {
            boolean isTenants = arrival.owner().number() == AccountId.OUTSIDE;
            return new Shown(
                    DerivedIds.hex(arrival.id()),
                    arrival.network(),
                    arrival.transaction(),
                    isTenants ? null : Long.toString(arrival.owner().number()),
                    arrival.token(),
                    arrival.chainUnits().toString(),
                    arrival.memo(),
                    arrival.state().name().toLowerCase(Locale.ROOT),
                    arrival.why(),
                    arrival.arrivedAt());
        }
    }

    private record Credit(@Nullable String account) {}

    private record IgnoreArrivalForm(@Nullable String reason) {}

    /** Selection of a list. */
    private enum ArrivalSelection {
        /** Arrivals that wait for an administrator's decision. */
        KEPT,
        /** Arrivals that were credited before their block vanished. */
        REVERSED
    }

    private Answer list(Request request) {
        Fields fields = new Fields();
        ArrivalSelection which = request.query("which")
                .map(word -> fields.oneOf("which", word, ArrivalSelection.class))
                .orElse(ArrivalSelection.KEPT);
        fields.check();
        List<Arrival> found = which == ArrivalSelection.KEPT
                ? arrivals.held(request.tenant(), request.limit())
                : arrivals.reversed(request.tenant(), request.limit());
        return Answer.ok(Page.whole(found.stream().map(Shown::of).toList()));
    }

    /** Returns an arrival of the caller's tenant. */
    private Arrival find(Request request) {
        return DerivedIds.parse(request.path("id"))
                .flatMap(arrivals::find)
                .filter(found -> found.owner().tenant() == request.tenant())
                .orElseThrow(() -> Refusal.notFound("nothing arrived under this id"));
    }

    private Answer credit(Request request) {
        Credit credit = request.body(Credit.class);
        Arrival arrival = find(request);
        AccountId owner = owner(arrival, credit);
        request.auditBefore(
                "arrival " + DerivedIds.hex(arrival.id()),
                Shown.of(arrival),
                new Credit(Long.toString(owner.number())));
        Optional<Long> before = past.sequence(arrival);
        if (before.isPresent() && (arrival.frozenUnits() > 0 || !owner.equals(arrival.owner()))) {
            throw new Refusal(
                    RefusalCode.ALREADY_DECIDED,
                    "it was credited by event " + before.get() + " of the log, and is not credited twice");
        }
        decide(arrivals.force(arrival.id(), owner, before.isEmpty()));
        watchers.apply(arrival.network()).check();
        return Answer.ok(Shown.of(found(arrival.id())));
    }

    private static AccountId owner(Arrival arrival, Credit credit) {
        Fields fields = new Fields();
        if (credit.account() == null) {
            if (arrival.owner().number() == AccountId.OUTSIDE) {
                throw Refusal.invalid("account", "given: the payment names none");
            }
            return arrival.owner();
        }
        long number = WholeNumber.parse(credit.account()).orElse(0);
        if (number < AccountId.CUSTOMERS_FROM || number > AccountId.NUMBER_MAX) {
            fields.refuse("account", "the number of a customer's account");
        }
        fields.check();
        return new AccountId(arrival.owner().tenant(), number);
    }

    private Answer ignore(Request request) {
        Fields fields = new Fields();
        String reason =
                fields.name("reason", request.body(IgnoreArrivalForm.class).reason(), REASON_LENGTH_MAX);
        fields.check();
        Arrival arrival = find(request);
        request.auditBefore(
                "arrival " + DerivedIds.hex(arrival.id()), Shown.of(arrival), new IgnoreArrivalForm(reason));
        decide(arrivals.ignore(arrival.id(), reason));
        return Answer.ok(Shown.of(found(arrival.id())));
    }

    private static void decide(boolean decided) {
        if (!decided) {
            throw new Refusal(RefusalCode.ALREADY_DECIDED, "it no longer waits for a decision");
        }
    }

    private Arrival found(UUID id) {
        return arrivals.find(id).orElseThrow();
    }
}
