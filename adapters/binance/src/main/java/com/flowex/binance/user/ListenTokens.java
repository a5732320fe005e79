package com.flowex.binance.user;

import com.flowex.domain.value.InstrumentId;
import com.flowex.platform.crypto.Sealing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * Listen tokens: whoever has one may follow an account of an API key until it expires. A token contains the API key, the
 * market of an isolated account if it is for one, and the time of its end. It is sealed with the keys of the exchange, so
 * that its bearer reads none of it, nothing is stored for it, and every process accepts it.
 */
public final class ListenTokens {

    /** Longest validity. */
    public static final Duration LIFE_MAX = Duration.ofHours(24);

    private static final String PLACE = "binance.listen_token";

    private final Sealing sealing;
    private final InstantSource clock;

    public ListenTokens(Sealing sealing, InstantSource clock) {
        this.sealing = sealing;
        this.clock = clock;
    }

    /**
     * Content of a token.
     *
     * @param apiKey id of the API key whose account may be followed
     * @param isolatedIn market of the isolated account that may be followed; empty for the key's own account
     * @param expiresAtMillis time of its end, milliseconds since 1970
     */
    public record ListenToken(String apiKey, Optional<InstrumentId> isolatedIn, long expiresAtMillis) {}

    /** Returns the token with this content. */
    String seal(ListenToken content) {
        String market = content.isolatedIn().map(id -> " " + id.value()).orElse("");
        byte[] plain = (content.expiresAtMillis() + " " + content.apiKey() + market).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sealing.seal(plain, PLACE));
    }

    /** Returns the content of a token; empty if it has expired, or was not issued here. */
    public Optional<ListenToken> open(String token) {
        String plain;
        try {
            plain = new String(sealing.open(Base64.getUrlDecoder().decode(token), PLACE), StandardCharsets.UTF_8);
        } catch (Sealing.BrokenSealException | IllegalArgumentException e) {
            return Optional.empty();
        }
        String[] parts = plain.split(" ", -1);
        Optional<InstrumentId> market =
                parts.length > 2 ? Optional.of(new InstrumentId(Integer.parseInt(parts[2]))) : Optional.empty();
        ListenToken content = new ListenToken(parts[1], market, Long.parseLong(parts[0]));
        return Optional.of(content).filter(each -> clock.millis() < each.expiresAtMillis());
    }
}
