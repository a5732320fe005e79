package com.flowex.trading.api.account;

import com.flowex.access.http.response.Json;
import com.flowex.domain.value.WholeNumber;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import com.flowex.trading.app.account.DisconnectCancellation;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A parsed request of a client of the account stream. */
sealed interface AccountRequest {

    /** Longest id that a client may give its message, in characters. The reply repeats it. */
    int ID_LENGTH_MAX = 64;

    /** Highest number of markets whose orders one connection has canceled. */
    int SYMBOLS_MAX = 20;

    /**
     * @param from number of the first entry wanted; empty for entries from now on
     * @param isolated market of the caller's isolated account that is followed; empty for the main account
     */
    record Login(String token, OptionalLong from, Optional<String> isolated, Optional<String> id)
            implements AccountRequest {}

    /** @param from as in {@link Login} */
    record Follow(OptionalLong from, Optional<String> id) implements AccountRequest {}

    /**
     * @param graceSeconds time in which the client may reconnect; 0 turns it off
     * @param symbols markets of the orders; empty means all markets
     */
    record CancelOnDisconnect(int graceSeconds, Set<String> symbols, Optional<String> id) implements AccountRequest {}

    record FollowStrategies(Optional<String> id) implements AccountRequest {}

    record FollowMargin(Optional<String> id) implements AccountRequest {}

    record Ping(Optional<String> id) implements AccountRequest {}

    /** A malformed request. The client receives the reason and may continue. */
    record Malformed(Refusal why, Optional<String> id) implements AccountRequest {}

    /** Operations. The lower-case name is the code on the wire. */
    enum Operation {
        LOGIN,
        FOLLOW,
        FOLLOW_STRATEGIES,
        FOLLOW_MARGIN,
        CANCEL_ON_DISCONNECT,
        PING
    }

    /** A request as sent; fields that an operation does not need are null. */
    record Wire(
            @Nullable String op,
            @Nullable String token,
            @Nullable Long from,
            @Nullable String isolated,
            @Nullable Integer timeoutSeconds,
            @Nullable List<@Nullable String> symbols,
            @Nullable String id) {}

    /** Parses a message; never throws. */
    static AccountRequest parse(String text) {
        Wire wire;
        try {
            wire = Json.read(text.getBytes(StandardCharsets.UTF_8), Wire.class);
        } catch (Refusal e) {
            return new Malformed(e, Optional.empty());
        }
        boolean named = wire.id == null || wire.id.length() <= ID_LENGTH_MAX;
        Optional<String> id = named ? Optional.ofNullable(wire.id) : Optional.empty();
        try {
            return of(wire, named, id);
        } catch (Refusal e) {
            return new Malformed(e, id);
        }
    }

    /**
     * Parses the number of an entry from the query of an address.
     *
     * @return empty if the text is null
     * @throws Refusal if the text is not a number of 1 or more
     */
    static OptionalLong from(@Nullable String text) {
        if (text == null) {
            return OptionalLong.empty();
        }
        OptionalLong number = WholeNumber.parse(text);
        if (number.isEmpty()) {
            throw Refusal.invalid("from", "the number of an entry, 1 or more");
        }
        return from(number.getAsLong(), new Fields());
    }

    private static OptionalLong from(@Nullable Long number, Fields fields) {
        if (number != null && number < 1) {
            fields.refuse("from", "the number of an entry, 1 or more");
        }
        fields.check();
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    private static AccountRequest of(Wire wire, boolean named, Optional<String> id) {
        Fields fields = new Fields();
        if (!named) {
            fields.refuse("id", "at most " + ID_LENGTH_MAX + " characters long");
        }
        Operation operation = fields.oneOf("op", wire.op, Operation.class);
        fields.check();
        return switch (operation) {
            case LOGIN -> {
                if (wire.token == null) {
                    fields.refuse("token", "an access token");
                }
                OptionalLong from = from(wire.from, fields);
                yield new Login(wire.token == null ? "" : wire.token, from, Optional.ofNullable(wire.isolated), id);
            }
            case FOLLOW -> new Follow(from(wire.from, fields), id);
            case CANCEL_ON_DISCONNECT -> {
                int grace = grace(wire.timeoutSeconds, fields).orElseThrow();
                yield new CancelOnDisconnect(grace, symbols(wire.symbols, grace, fields), id);
            }
            case FOLLOW_STRATEGIES -> new FollowStrategies(id);
            case FOLLOW_MARGIN -> new FollowMargin(id);
            case PING -> new Ping(id);
        };
    }

    private static OptionalInt grace(@Nullable Integer seconds, Fields fields) {
        boolean good = seconds != null
                && (seconds == 0
                        || seconds >= DisconnectCancellation.GRACE_SECONDS_MIN
                                && seconds <= DisconnectCancellation.GRACE_SECONDS_MAX);
        if (!good) {
            fields.refuse(
                    "timeout_seconds",
                    DisconnectCancellation.GRACE_SECONDS_MIN + " to " + DisconnectCancellation.GRACE_SECONDS_MAX
                            + ", or 0 for never");
        }
        fields.check();
        return seconds == null ? OptionalInt.empty() : OptionalInt.of(seconds);
    }

    private static Set<String> symbols(@Nullable List<@Nullable String> given, int graceSeconds, Fields fields) {
        if (given == null) {
            return Set.of();
        }
        Set<String> symbols = new LinkedHashSet<>();
        given.stream().filter(Objects::nonNull).forEach(symbols::add);
        if (graceSeconds == 0 || given.isEmpty() || given.size() > SYMBOLS_MAX || symbols.size() < given.size()) {
            fields.refuse("symbols", "1 to " + SYMBOLS_MAX + " different symbols, and left out with timeout_seconds 0");
        }
        fields.check();
        return symbols;
    }
}
