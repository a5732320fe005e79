package com.flowex.identity.push;

import com.flowex.ground.outside.PublicAddresses;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Which hosts messages go to. A browser names the address that it is reached by, so nothing is asked of any but these, and of these
 * only by https and at public addresses.
 */
public record PushHosts(List<Rule> rules) {

    private static final Pattern HOST = Pattern.compile("(\\*\\.)?[a-z0-9-]+(\\.[a-z0-9-]+)*\\.[a-z][a-z0-9-]*");
    private static final Pattern LOCAL = Pattern.compile("http://127\\.0\\.0\\.1:[0-9]{1,5}");

    public PushHosts {
        rules = List.copyOf(rules);
    }

    /**
     * One host, all below one, or a port of this machine.
     *
     * @param text "push.example.com", "*.example.com", or "http://127.0.0.1:8090"
     */
    public record Rule(String text) {

        /** @throws IllegalArgumentException on anything else */
        static Rule parse(String text) {
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

    boolean hasLocal() {
        return rules.stream().anyMatch(Rule::isLocal);
    }

    /** Whether one of them is meant, by https; whoever hides another behind a name and a password names none. */
    boolean allow(URI address) {
        return address.getHost() != null
                && address.getRawUserInfo() == null
                && rules.stream().anyMatch(rule -> rule.allows(address));
    }

    /**
     * Whether all that its name leads to now is public. The JDK keeps what a name led to for longer than a connection takes to
     * open, so what is asked here is what is connected to.
     */
    boolean isPublic(URI address) {
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
