package com.flowex.identity.api;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.person.ExternalPersonData;
import com.flowex.identity.app.person.Reauthentication;
import com.flowex.identity.app.session.IdentityComponents;
import com.flowex.identity.store.person.ErasuresTable;
import com.flowex.identity.store.person.ErasuresTable.Erasure;
import com.flowex.identity.store.person.ErasuresTable.State;
import com.flowex.identity.store.user.User;
import com.flowex.identity.store.user.UsersTable;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Endpoints through which people request the erasure of their data, see what prevents it, and cancel it. */
public final class ErasureRoutes {

    private static final String ERASURE = "/api/auth/erasure";

    private final UsersTable users;
    private final ErasuresTable erasures;
    private final Reauthentication proof;
    private final ExternalPersonData data;
    private final UserMailer letters;
    private final Duration wait;
    private final InstantSource clock;

    public ErasureRoutes(
            IdentityComponents parts,
            ErasuresTable erasures,
            Reauthentication proof,
            ExternalPersonData data,
            Duration wait,
            InstantSource clock) {
        this.users = parts.users();
        this.erasures = erasures;
        this.proof = proof;
        this.data = data;
        this.letters = parts.letters();
        this.wait = wait;
        this.clock = clock;
    }

    public Routes routes() {
        Access own = Access.of(Permission.ACCOUNT);
        return new Routes()
                .get(ERASURE, own, this::show)
                .post(ERASURE, own, this::request)
                .audited()
                .delete(ERASURE, own, this::cancel)
                .audited();
    }

    /**
     * State of a person's erasure.
     *
     * @param state none, waiting, closing, canceled or refused
     * @param why reason of a refusal; empty otherwise
     * @param dueAt time of the erasure unless it is canceled; null if no erasure is open
     * @param inTheWay holdings and roles that must be gone before an erasure can be requested
     * @param forfeited amounts that are too small to be withdrawn and go to the exchange then
     * @param unclaimed amounts that came while the erasure was open; unless they are withdrawn, they stay in an account
     *     that has no owner then
     */
    record Shown(
            String state,
            String why,
            @Nullable Instant askedAt,
            @Nullable Instant dueAt,
            List<String> inTheWay,
            List<String> forfeited,
            List<String> unclaimed) {

        static Shown of(Optional<Erasure> erasure, List<String> inTheWay, ExternalPersonData.Forfeits money, User of) {
            List<String> forfeited = money.of(of.account());
            return erasure.map(each -> new Shown(
                            each.state().word(),
                            each.why(),
                            each.requestedAt(),
                            each.isOpen() ? each.dueAt() : null,
                            inTheWay,
                            forfeited,
                            each.isOpen() ? money.unclaimed(of.account()) : List.of()))
                    .orElseGet(() -> new Shown("none", "", null, null, inTheWay, forfeited, List.of()));
        }
    }

    private Answer show(Request request) {
        Caller caller = request.caller();
        User user = users.byId(caller.tenant(), caller.userId()).orElseThrow(Reauthentication::noMore);
        return Answer.ok(Shown.of(erasures.newest(user.tenant(), user.id()), inTheWay(user), data.forfeits(), user));
    }

    private Answer request(Request request) {
        User user = proof.require(request.caller(), request.body(Reauthentication.Form.class));
        request.audit("user " + user.id(), null, Map.of("erasure", "asked for"));
        List<String> left = inTheWay(user);
        if (!left.isEmpty()) {
            throw new Refusal(
                    RefusalCode.ACCOUNT_IN_USE,
                    "before you can be erased these must be gone: " + String.join(", ", left));
        }
        Instant now = clock.instant();
        List<String> forfeited = data.forfeits().of(user.account());
        Erasure erasure = users.holding(user.tenant(), user.id(), (holding, held) -> {
                    if (!held.isActive()) {
                        throw Reauthentication.noMore();
                    }
                    Optional<Erasure> open = ErasuresTable.newest(holding, held.tenant(), held.id())
                            .filter(Erasure::isOpen);
                    Erasure requested =
                            open.isPresent() ? open.get() : ErasuresTable.add(holding, held, now, now.plus(wait));
                    letters.erasureRequested(holding, held, requested.dueAt(), forfeited);
                    return requested;
                })
                .orElseThrow(Reauthentication::noMore);
        data.work().request(user.tenant(), erasure.dueAt(), "user " + user.id());
        return Answer.of(202, Shown.of(Optional.of(erasure), List.of(), data.forfeits(), user));
    }

    private Answer cancel(Request request) {
        Caller caller = Reauthentication.inPerson(request.caller());
        request.audit("user " + caller.userId(), Map.of("erasure", "asked for"), Map.of("erasure", "taken back"));
        Instant now = clock.instant();
        return users.holding(caller.tenant(), caller.userId(), (holding, held) -> {
                    Erasure waiting = ErasuresTable.newest(holding, held.tenant(), held.id())
                            .filter(each -> each.state() == State.WAITING)
                            .orElseThrow(() -> Refusal.notFound("no erasure waits"));
                    Erasure canceled = waiting.moved(State.CANCELED, "", now, now);
                    ErasuresTable.move(holding, held.tenant(), waiting, canceled);
                    return Answer.noContent();
                })
                .orElseThrow(Reauthentication::noMore);
    }

    /**
     * Returns what prevents the erasure. Privileged roles are part of it: another administrator must remove them first.
     */
    private List<String> inTheWay(User user) {
        List<String> left = new ArrayList<>(data.holdings().of(user.account()));
        user.roles().stream()
                .filter(role -> role.permissions().stream().anyMatch(Permission::isPrivileged))
                .map(role -> "the role " + role.label())
                .sorted()
                .forEach(left::add);
        return left;
    }
}
