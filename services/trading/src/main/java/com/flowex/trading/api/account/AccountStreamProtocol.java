package com.flowex.trading.api.account;

import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.StreamLink;
import com.flowex.access.socket.StreamProtocol;
import com.flowex.domain.value.AccountId;
import com.flowex.orderentry.market.IsolatedAccounts;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.account.DisconnectCancellation;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Protocol of one connection of the account stream: requests and replies. See docs/api/account-stream.md. */
final class AccountStreamProtocol implements StreamProtocol {

    /** Topic of the entries of the caller's own account. */
    private static final String OWN = "own";

    /** Topic of another service's notices to the same account. */
    private static final String NOTICES = "notices";
    /** Topic of the caller's back-tests and runs. */
    private static final String STRATEGIES = "strategies";
    /** Topic of the margin of the caller's account. */
    private static final String MARGIN = "margin";

    /** Number of the topics above. */
    static final int TOPICS_MAX = 4;

    /** Time after which a connection without login is closed. */
    private static final Duration UNKNOWN_MAX = Duration.ofSeconds(15);

    /** A caller and the time of their login. */
    private record LoggedInCaller(Caller caller, long sinceMillis) {}

    private final AccountSockets sockets;
    private final SocketClient client;
    private final StreamLink line;
    private final long beganNanos;
    private volatile Optional<LoggedInCaller> known = Optional.empty();
    private Set<DisconnectCancellation.Scope> attended = Set.of();

    AccountStreamProtocol(AccountSockets sockets, SocketClient client, StreamLink line) {
        this.sockets = sockets;
        this.client = client;
        this.line = line;
        this.beganNanos = sockets.clock().nanoTime();
    }

    @Override
    public void begin() {
        Optional<Caller> proven = client.caller();
        if (proven.isPresent()) {
            attempt(
                    Optional.empty(),
                    () -> loggedIn(
                            sockets.actingFor(
                                    proven.get(),
                                    Optional.ofNullable(client.address().query().get(IsolatedAccounts.PARAMETER))),
                            AccountRequest.from(client.address().query().get("from")),
                            Optional.empty()));
        }
    }

    @Override
    public void hear(String text) {
        switch (AccountRequest.parse(text)) {
            case AccountRequest.Login(
                    String token,
                    OptionalLong from,
                    Optional<String> isolated,
                    Optional<String> id) ->
                attempt(id, () -> loggedIn(sockets.actingFor(client.authenticate(token), isolated), from, id));
            case AccountRequest.Follow(OptionalLong from, Optional<String> id) ->
                attempt(id, () -> follow(caller().account(), from, id));
            case AccountRequest.CancelOnDisconnect requested -> attempt(requested.id(), () -> attend(requested));
            case AccountRequest.FollowStrategies(Optional<String> id) -> attempt(id, () -> followStrategies(id));
            case AccountRequest.FollowMargin(Optional<String> id) -> attempt(id, () -> followMargin(id));
            case AccountRequest.Ping(Optional<String> id) ->
                line.say(sockets.messages().pong(id));
            case AccountRequest.Malformed(Refusal why, Optional<String> id) ->
                line.say(sockets.messages().refused(why, id));
        }
    }

    @Override
    public void refuse(Refusal why) {
        line.say(sockets.messages().refused(why, Optional.empty()));
    }

    @Override
    public Optional<String> reasonToPart() {
        Optional<String> reason = sockets.reasonToPart(client.tenant());
        if (reason.isPresent()) {
            return reason;
        }
        Optional<LoggedInCaller> now = known;
        if (now.isPresent()) {
            return client.reasonToPart(now.get().caller(), now.get().sinceMillis());
        }
        boolean isLate = sockets.clock().nanoTime() - beganNanos > UNKNOWN_MAX.toNanos();
        return isLate ? Optional.of("login_required") : Optional.empty();
    }

    @Override
    public void ended() {
        sockets.disconnectCancellation().left(attended);
    }

    private void attempt(Optional<String> id, Runnable requested) {
        try {
            requested.run();
        } catch (Refusal refused) {
            line.say(sockets.messages().refused(refused, id));
        }
    }

    private Caller caller() {
        return known.map(LoggedInCaller::caller)
                .orElseThrow(() -> Refusal.unauthorized("say who you are first: {\"op\":\"login\",\"token\":…}"));
    }

    /**
     * Logs a caller in. A caller who is already logged in may renew with a newer token of the same account; the
     * subscription continues.
     */
    private void loggedIn(Caller caller, OptionalLong from, Optional<String> id) {
        if (!caller.may(Permission.READ)) {
            throw Refusal.forbidden("this needs the permission read");
        }
        Optional<LoggedInCaller> before = known;
        if (before.isPresent() && !before.get().caller().account().equals(caller.account())) {
            throw Refusal.forbidden("this connection is of another account");
        }
        boolean follows = line.topics().contains(OWN) && from.isEmpty();
        known = Optional.of(new LoggedInCaller(caller, sockets.clock().seconds() * 1_000));
        if (follows) {
            line.say(sockets.messages().renewed(id));
        } else {
            follow(caller.account(), from, id);
        }
    }

    private void follow(AccountId account, OptionalLong from, Optional<String> id) {
        long last = sockets.lastShown(account);
        long next = from.orElse(last + 1);
        line.follow(OWN, sockets.channel(account, next));
        line.follow(NOTICES, sockets.notices(account));
        line.say(sockets.messages().following(account.number(), next, last, id));
    }

    private void followStrategies(Optional<String> id) {
        line.follow(STRATEGIES, sockets.work(caller().account()));
        line.say(sockets.messages().followingStrategies(id));
    }

    private void followMargin(Optional<String> id) {
        line.follow(MARGIN, sockets.margin(caller().account()));
        line.say(sockets.messages().followingMargin(id));
    }

    /** Turns cancel on disconnect on or off. A list of markets replaces the one that the connection had. */
    private void attend(AccountRequest.CancelOnDisconnect requested) {
        Caller caller = caller();
        if (!caller.may(Permission.TRADE)) {
            throw Refusal.forbidden("this needs the permission trade");
        }
        DisconnectCancellation cancellation = sockets.disconnectCancellation();
        Set<DisconnectCancellation.Scope> before = attended;
        Set<DisconnectCancellation.Scope> next = Set.of();
        if (requested.graceSeconds() > 0) {
            next = sockets.scopes(caller.account(), requested.symbols());
            cancellation.comes(next, requested.graceSeconds(), before);
        }
        attended = next;
        Set<DisconnectCancellation.Scope> dropped = new LinkedHashSet<>(before);
        dropped.removeAll(next);
        cancellation.leaves(dropped);
        line.say(sockets.messages().attended(requested.graceSeconds(), requested.symbols(), requested.id()));
    }
}
