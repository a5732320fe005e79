package com.flowex.identity.api.session;

import com.flowex.access.http.response.Answer;
import com.flowex.access.http.route.Request;
import com.flowex.identity.app.mail.PageAddress;
import com.flowex.identity.app.mail.UserMailer;
import com.flowex.identity.app.session.Sessions;
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
    static final String HEADER = "X-Session-Cookie";

    private static final String NAME = "flowex_refresh";

    /** Path of log-in, refresh and log-out; no other request carries the cookie. */
    private static final String PATH = "/api/auth";

    private final UserMailer pages;
    private final Duration life;

    /**
     * @param pages addresses of the tenants' pages
     * @param life time after which an unused session ends
     */
    public RefreshCookie(UserMailer pages, Duration life) {
        this.pages = pages;
        this.life = life;
    }

    /**
     * Returns true if the request asks for the cookie.
     *
     * @throws Refusal {@code csrf} if it does not come from a page of this exchange
     */
    public boolean isWanted(Request request) {
        Optional<String> asked = request.header(HEADER);
        if (asked.isEmpty()) {
            return false;
        }
        if (!asked.get().equals("1")) {
            throw Refusal.invalid(HEADER, "1, or left out");
        }
        if (!isOwnPage(request)) {
            throw new Refusal(
                    RefusalCode.CSRF, "the cookie is for pages of this exchange: its Origin is missing or another");
        }
        return true;
    }

    /** Compares the origin with the host of the request, which browsers set and scripts cannot. */
    private boolean isOwnPage(Request request) {
        String origin = request.header("Origin").orElse("");
        if (origin.equals(page(request).origin())) {
            return true;
        }
        try {
            String host = request.header("Host").orElse("");
            URI named = URI.create(origin);
            return !host.isEmpty()
                    && host.equalsIgnoreCase(named.getRawAuthority())
                    && (!isSecure(request) || "https".equalsIgnoreCase(named.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private PageAddress page(Request request) {
        return pages.pageOf(request.tenant(), request.tenantHost());
    }

    /** Returns the token of the request's cookie; empty if there is none. */
    public Optional<String> token(Request request) {
        return request.header("Cookie").stream()
                .flatMap(all -> Arrays.stream(all.split(";")))
                .map(String::strip)
                .filter(each -> each.startsWith(NAME + "="))
                .map(each -> each.substring(NAME.length() + 1))
                .findFirst();
    }

    /** Returns the answer with the tokens of a session: to the page with the refresh token in the cookie alone. */
    public Answer answer(Request request, Sessions.Tokens tokens, boolean isWanted) {
        String refresh = tokens.refreshToken();
        if (!isWanted || refresh == null) {
            return Answer.ok(tokens);
        }
        Sessions.Tokens shown = new Sessions.Tokens(
                tokens.accessToken(), null, tokens.tokenType(), tokens.expiresIn(), tokens.userId());
        return Answer.ok(shown).header("Set-Cookie", cookie(request, refresh, life));
    }

    /** Adds the removal of the cookie to an answer. */
    public Answer removed(Request request, Answer answer) {
        return answer.header("Set-Cookie", cookie(request, "", Duration.ZERO));
    }

    private String cookie(Request request, String value, Duration lasts) {
        return NAME + "=" + value + "; Path=" + PATH + "; Max-Age=" + lasts.toSeconds() + "; HttpOnly; SameSite=Strict"
                + (isSecure(request) ? "; Secure" : "");
    }

    private boolean isSecure(Request request) {
        return page(request).scheme().equalsIgnoreCase("https");
    }
}
