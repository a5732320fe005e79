package com.flowex.platform.outbound;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Hosts that may receive requests whose address comes from outside: push services that browsers name, and identity
 * providers that administrators name. Requests go only to these hosts, only by https and to public addresses.
 */
public record OutboundHosts(List<Rule> rules) {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");
    private static final Pattern LOCAL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}");

    public OutboundHosts {
        rules = List.copyOf(rules);
    }

    /**
     * Rule for one host, for all hosts below a domain, or for a port of this machine.
     *
     * @param text "push.example.com", "*.example.com", or "http://127.0.0.1:8090"
     */
    public record Rule(String text) {

        /** @throws IllegalArgumentException if the text is not a rule */
        public static Rule parse(String text) {
            String lower = text.toLowerCase(Locale.ROOT);
            if (!HOST.matcher(lower).matches() && !LOCAL.matcher(lower).matches()) {
                throw new IllegalArgumentException(text);
            }
            return new Rule(lower);
        }

        boolean isLocal() {
            return text.startsWith("http://");
        }

        boolean allows(URI address) {
            if (isLocal()) {
                return (address.getScheme() + "://" + address.getRawAuthority()).equals(text);
            }
            String host = address.getHost().toLowerCase(Locale.ROOT);
            return "https".equals(address.getScheme())
                    && (address.getPort() == -1 || address.getPort() == 443)
                    && (text.startsWith("*.") ? host.endsWith(text.substring(1)) : host.equals(text));
        }
    }

    /** Returns true if a rule names a port of this machine. */
    public boolean hasLocal() {
        return rules.stream().anyMatch(Rule::isLocal);
    }

    /**
     * Returns true if a rule allows this address. An address with user information is refused, because it can hide
     * another host behind a name and a password.
     */
    public boolean allow(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && rules.stream().anyMatch(rule -> rule.allows(address));
    }

    /**
     * Returns true if the host name resolves to public addresses only. The JDK caches the result for longer than a
     * connection takes to open, so the checked addresses are those that are connected to.
     */
    public boolean isPublic(URI address) {
        if (rules.stream().anyMatch(rule -> rule.isLocal() && rule.allows(address))) {
            return true;
        }
        try {
            for (InetAddress each : InetAddress.getAllByName(address.getHost())) {
                if (!PublicAddresses.isPublic(each)) {
                    return false;
                }
            }
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
