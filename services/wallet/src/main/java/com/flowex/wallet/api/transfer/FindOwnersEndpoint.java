package com.flowex.wallet.api.transfer;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.response.Page;
import com.flowex.access.http.route.Endpoint;
import com.flowex.access.http.route.Request;
import com.flowex.custody.ParsedAddress;
import com.flowex.platform.errors.Refusal;
import com.flowex.wallet.store.chain.CustodyConnections;
import com.flowex.wallet.store.chain.DerivedIds;
import com.flowex.wallet.store.transaction.OwnerQueries;
import com.flowex.wallet.store.transaction.OwnerQueries.FoundOwner;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /api/wallet/owners}, for callers who may see other users: the accounts of an address on a chain, of a
 * transaction of a chain, and of a transaction of the exchange.
 */
public record FindOwnersEndpoint(OwnerQueries owners, CustodyConnections vault) implements Endpoint {

    private static final int TEXT_MAX = 200;
    private static final int FOUND_MAX = 20;

    /** @param kind deposit_address or transaction */
    private record FoundBody(
            String account,
            String kind,
            String network,
            String address,
            @Nullable String id,
            @Nullable String type,
            @Nullable String status,
            @Nullable Instant createdAt) {

        static FoundBody of(FoundOwner found) {
            UUID id = found.id();
            return new FoundBody(
                    Long.toString(found.account()),
                    id == null ? "deposit_address" : "transaction",
                    found.network(),
                    found.address(),
                    id == null ? null : DerivedIds.hex(id),
                    found.type(),
                    found.status(),
                    found.createdAt());
        }
    }

    @Override
    public Answer answer(Request request) {
        String text = request.query("text")
                .map(String::strip)
                .filter(typed -> !typed.isEmpty() && typed.length() <= TEXT_MAX)
                .orElseThrow(() -> Refusal.invalid("text", "1 to " + TEXT_MAX + " characters"));
        String lower = text.toLowerCase(Locale.ROOT);
        Optional<UUID> id = DerivedIds.parse(lower);
        return Answer.ok(Page.whole(owners.find(request.caller().tenant(), forms(text, lower), id, FOUND_MAX).stream()
                .map(FoundBody::of)
                .toList()));
    }

    /** Returns a text in the forms in which addresses and transactions of the chains are stored. */
    private List<String> forms(String text, String lower) {
        Stream<String> canonical = vault.chains().stream()
                .flatMap(chain -> chain.scheme().read(text) instanceof ParsedAddress.Valid(String address)
                        ? Stream.of(address)
                        : Stream.empty());
        return Stream.concat(Stream.of(text, lower), canonical).distinct().toList();
    }
}
