package com.flowex.wallet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.access.socket.Channel;
import com.flowex.domain.value.AccountId;
import com.flowex.platform.testing.Await;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A follower of an account's margin, as the account stream has it. */
final class MarginFollower {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Channel channel;
    private final List<String> messages = new ArrayList<>();

    MarginFollower(WalletWorld world, AccountId account) {
        this.channel = new MarginChannels(
                        world.stand.platform().database(),
                        world.orderEntry.listed(),
                        world.stand.tenants(),
                        _ -> world.volumes)
                .of(account);
    }

    /** Returns the account of the message that this look brings; empty if nothing has changed, or the look is not due. */
    Optional<JsonNode> look() {
        messages.clear();
        channel.send(messages::add);
        return messages.stream().findFirst().map(MarginFollower::account);
    }

    /** Returns the account of the last message, once there is one and nothing changes. */
    JsonNode next() {
        List<JsonNode> changes = new ArrayList<>();
        Await.until(() -> {
            look().ifPresent(changes::add);
            return !changes.isEmpty();
        });
        return changes.getLast();
    }

    private static JsonNode account(String message) {
        try {
            JsonNode read = JSON.readTree(message);
            if (!read.path("type").asText().equals("margin")) {
                throw new AssertionError(message);
            }
            return read.path("account");
        } catch (JsonProcessingException e) {
            throw new AssertionError(message, e);
        }
    }
}
