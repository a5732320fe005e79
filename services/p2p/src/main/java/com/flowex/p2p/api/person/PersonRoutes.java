package com.flowex.p2p.api.person;

import com.flowex.access.auth.Permission;
import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Access;
import com.flowex.access.http.route.Request;
import com.flowex.access.http.route.Routes;
import com.flowex.access.tenancy.Feature;
import com.flowex.p2p.app.person.Blocks;
import com.flowex.p2p.app.person.Presence;
import com.flowex.p2p.store.BlocksTable.Block;
import com.flowex.platform.errors.Fields;
import com.flowex.platform.errors.Refusal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Routes by which a person is there or away, and blocks others. */
public final class PersonRoutes {

    private static final String PRESENCE = "/api/v1/p2p/presence";
    private static final String BLOCKS = "/api/v1/p2p/blocks";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private final Presence presence;
    private final Blocks blocks;
    private final InstantSource clock;

    public PersonRoutes(Presence presence, Blocks blocks, InstantSource clock) {
        this.presence = presence;
        this.blocks = blocks;
        this.clock = clock;
    }

    public Routes routes() {
        Access read = Access.of(Permission.READ);
        Access trade = Access.of(Permission.TRADE);
        return new Routes()
                .get(PRESENCE, read, this::presence)
                .put(PRESENCE, trade, this::change)
                .partOf(Feature.P2P)
                .audited()
                .get(BLOCKS, read, this::list)
                .post(BLOCKS, trade, this::block)
                .partOf(Feature.P2P)
                .audited()
                .delete(BLOCKS + "/{id}", trade, this::lift)
                .audited();
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * Presence as the API shows it: the schema P2pPresence.
     *
     * @param presentUntil null for a person who is away
     */
    private record PresenceBody(boolean isAway, @Nullable Instant presentUntil) {

        static Answer of(Optional<Instant> until) {
            return Answer.ok(new PresenceBody(until.isEmpty(), until.orElse(null)));
        }
    }

    private Answer presence(Request request) {
        return PresenceBody.of(presence.until(request.caller().account(), now()));
    }

    /** Request body. */
    private record PresenceForm(@Nullable Boolean isAway) {}

    private Answer change(Request request) {
        Boolean isAway = request.body(PresenceForm.class).isAway();
        Fields fields = new Fields();
        if (isAway == null) {
            fields.refuse("is_away", "true or false");
        }
        fields.check();
        boolean away = Boolean.TRUE.equals(isAway);
        request.audit("p2p presence", null, away ? "away" : "there");
        return PresenceBody.of(presence.change(request.caller().account(), away, now()));
    }

    /** Block as the API shows it: the schema P2pBlock. */
    private record BlockBody(String id, String tradeId, Instant createdAt) {

        static BlockBody of(Block block) {
            return new BlockBody(Long.toString(block.id()), block.trade().toString(), block.createdAt());
        }
    }

    private Answer list(Request request) {
        return Answer.ok(Page.whole(blocks.of(request.caller().account()).stream()
                .map(BlockBody::of)
                .toList()));
    }

    /** Request body. */
    private record BlockForm(@Nullable String tradeId) {}

    private Answer block(Request request) {
        String text = request.body(BlockForm.class).tradeId();
        if (text == null || !ID.matcher(text).matches()) {
            throw Refusal.invalid("trade_id", "the id of a trade of yours");
        }
        Block added = blocks.add(request.caller().account(), UUID.fromString(text), now());
        request.audit("p2p block " + added.id(), null, text);
        return Answer.created(BlockBody.of(added));
    }

    private Answer lift(Request request) {
        long id = request.pathNumber("id");
        blocks.remove(request.caller().account(), id);
        request.audit("p2p block " + id, "blocked", null);
        return Answer.noContent();
    }
}
