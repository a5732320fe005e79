package com.flowex.identity.app.mail;

import java.net.URI;
import java.util.Locale;

/**
 * Address of the page of a tenant, parsed once: links in mails lead there, and passkeys sign for it.
 *
 * @param authority host name with a port, if it has one
 * @param path path below which the page is; empty for the root
 */
public record PageAddress(String scheme, String authority, String path) {

    /** Parses the address of a page, such as "https://exchange.example.com". */
    public static PageAddress parse(String url) {
        URI parsed = URI.create(url);
        String path = parsed.getPath();
        return new PageAddress(
                parsed.getScheme(),
                parsed.getAuthority(),
                path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
    }

    /** Returns the address of the same page at another host. */
    PageAddress at(String host) {
        return new PageAddress(scheme, host, "");
    }

    String link(String query) {
        return scheme + "://" + authority + path + "/?" + query;
    }

    /** Returns the address of the page itself. */
    public String url() {
        return scheme + "://" + authority + path + "/";
    }

    /** Returns true if browsers reach the page by TLS. */
    public boolean isSecure() {
        return scheme.equalsIgnoreCase("https");
    }

    /** Returns the host name without a port: the id of the relying party whose passkeys the page uses. */
    public String host() {
        return authority.replaceFirst(":[0-9]+$", "").toLowerCase(Locale.ROOT);
    }

    /** Returns the origin as browsers write it: without the port that the scheme implies. */
    public String origin() {
        String plain = scheme.toLowerCase(Locale.ROOT);
        String implied = plain.equals("https") ? ":443" : ":80";
        String lower = authority.toLowerCase(Locale.ROOT);
        return plain + "://"
                + (lower.endsWith(implied) ? lower.substring(0, lower.length() - implied.length()) : lower);
    }
}
