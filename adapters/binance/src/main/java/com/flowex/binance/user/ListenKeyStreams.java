package com.flowex.binance.user;

import com.flowex.access.auth.ApiKey;
import com.flowex.access.auth.ApiKeys;
import com.flowex.access.auth.Caller;
import com.flowex.access.auth.Permission;
import com.flowex.access.http.admission.SocketClient;
import com.flowex.access.socket.Channel;
import com.flowex.binance.dialect.TimestampUnit;
import com.flowex.binance.stream.PrivateStreams;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** User data streams by listen key, as long as the listen key and its API key are valid. */
public final class ListenKeyStreams implements PrivateStreams {

    /** Interval for checking the listen key: a connection may go on for this long after another one ended the key. */
    private static final Duration LOOKED_AT_EVERY = Duration.ofSeconds(10);

    private final ListenKeys listening;
    private final ApiKeys keys;
    private final UserStreams users;
    private final InstantSource clock;

    public ListenKeyStreams(ListenKeys listening, ApiKeys keys, UserStreams users, InstantSource clock) {
        this.listening = listening;
        this.keys = keys;
        this.users = users;
        this.clock = clock;
    }

    @Override
    public Optional<Own> open(SocketClient client, String key, TimestampUnit unit) {
        return listening
                .ownerOf(key)
                .flatMap(keys::byId)
                .filter(owner -> mayRead(owner, client))
                .map(owner -> followed(client, key, owner, unit));
    }

    private boolean mayRead(ApiKey owner, SocketClient client) {
        return owner.isUsable(client.from(), clock.instant()) && owner.caller().may(Permission.READ);
    }

    private Own followed(SocketClient client, String key, ApiKey owner, TimestampUnit unit) {
        Caller caller = owner.caller();
        client.requireSameTenant(caller.tenant(), "this listenKey");
        return new Followed(client, key, owner, users.of(caller.account(), unit, event -> event));
    }

    /** A user data stream followed by one connection. */
    private final class Followed implements Own {

        private final SocketClient client;
        private final String key;
        private final ApiKey owner;
        private final Channel channel;
        private final long sinceMillis = clock.millis();
        private volatile long checkedAtMillis = sinceMillis;

        private Followed(SocketClient client, String key, ApiKey owner, Channel channel) {
            this.client = client;
            this.key = key;
            this.owner = owner;
            this.channel = channel;
        }

        @Override
        public Channel channel() {
            return channel;
        }

        @Override
        public Optional<String> reasonToPart() {
            boolean mayStay =
                    keys.byId(owner.id()).filter(now -> mayRead(now, client)).isPresent();
            return mayStay
                    ? client.reasonToPart(owner.caller(), sinceMillis).or(this::expired)
                    : Optional.of("session_ended");
        }

        private Optional<String> expired() {
            long now = clock.millis();
            if (now - checkedAtMillis < LOOKED_AT_EVERY.toMillis()) {
                return Optional.empty();
            }
            checkedAtMillis = now;
            boolean isGood = listening.ownerOf(key).filter(owner.id()::equals).isPresent();
            return isGood ? Optional.empty() : Optional.of("listen_key_expired");
        }
    }
}
