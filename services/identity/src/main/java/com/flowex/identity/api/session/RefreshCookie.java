package com.flowex.identity.api.session;

import com.flowex.identity.app.mail.PageAddress;
import com.flowex.platform.errors.Refusal;
import com.flowex.platform.errors.RefusalCode;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * Refresh token in a cookie, for the page (ADR 0300). A request asks for it by the header {@value #HEADER}, which no page
 * of another origin can send, and must name its own origin. Other clients get and send the token in the body.
 */
public final class RefreshCookie {

    /** Header by which a request asks for the cookie; its value is 1. */
    public static final String HEADER = "X-Session-Cookie";

    private static final String NAME = "flowex_refresh";

    /** Path of log-in, refresh and log-out; no other request carries the cookie. */
    private static final String PATH = "/api/auth";

    private final Duration life;

    /** @param life time after which an unused session ends */
    public RefreshCookie(Duration life) {
        this.life = life;
    }

    /**
     * Headers of a request; a text is empty where there is no such header.
     *
     * @param pageHeader header by which it asks for the cookie
     * @param page address of the tenant's page at the host by which the request came
     */
    public record Sender(String pageHeader, String origin, String host, String cookies, PageAddress page) {

        /** Keeps the token out of every log. */
        @Override
        public String toString() {
            return "Sender[" + origin + "]";
        }

        private boolean isSecure() {
            return page.scheme().equalsIgnoreCase("https");
        }

        /** Compares the origin with the host of the request, which browsers set and scripts cannot. */
        private boolean isOwnPage() {
            if (origin.equals(page.origin())) {
                return true;
            }
            try {
                URI named = URI.create(origin);
                return !host.isEmpty()
                        && host.equalsIgnoreCase(named.getRawAuthority())
                        && (!isSecure() || "https".equalsIgnoreCase(named.getScheme()));
            } catch (IllegalArgumentException e) {
                return false;
            }
        }
    }

    /**
     * Returns true if the request asks for the cookie.
     *
     * @throws Refusal {@code csrf} if it does not come from a page of this exchange
     */
    public boolean isRequested(Sender sender) {
        if (sender.pageHeader().isEmpty()) {
            return false;
        }
        if (!sender.pageHeader().equals("1")) {
            throw Refusal.invalid(HEADER, "1, or left out");
        }
        if (!sender.isOwnPage()) {
            throw new Refusal(
                    RefusalCode.CSRF, "the cookie is for pages of this exchange: its Origin is missing or another");
        }
        return true;
    }

    /** Returns the token of the request's cookie; empty if there is none. */
    public Optional<String> token(Sender sender) {
        return Arrays.stream(sender.cookies().split(";"))
                .map(String::strip)
                .filter(each -> each.startsWith(NAME + "="))
                .map(each -> each.substring(NAME.length() + 1))
                .findFirst();
    }

    /** Returns the value of the header that sets the cookie. */
    public String set(Sender sender, String token) {
        return cookie(sender, token, life);
    }

    /** Returns the value of the header that removes the cookie. */
    public String removed(Sender sender) {
        return cookie(sender, "", Duration.ZERO);
    }

    private static String cookie(Sender sender, String value, Duration lasts) {
        return NAME + "=" + value + "; Path=" + PATH + "; Max-Age=" + lasts.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (sender.isSecure() ? "; Secure" : "");
    }
}
