package com.flowex.platform.settings;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Form of a text with its parser, for several settings.
 *
 * @param rule completes the sentence "NAME must be ..."
 * @param reading throws IllegalArgumentException on a text that breaks the rule
 */
public record SettingFormat<T>(String rule, Function<String, T> reading) {

    private static final char UNREADABLE = '\uFFFD';

    private static final Pattern NAME = Pattern.compile(
            "(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*\\.?");
    private static final Pattern NUMBERS = Pattern.compile("[0-9.]+");
    private static final Pattern DOMAIN =
            Pattern.compile("(?=.{1,253}$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern MAIL = Pattern.compile("[^\\s@<>,;:\"\\\\]{1,64}@(?<host>[^\\s@<>,;:\"\\\\]+)");
    private static final Pattern MAILBOX =
            Pattern.compile("(?:[^<>\"@\\r\\n]+|\"[^<>\"\\r\\n]+\")\\s<(?<address>[^<>]+)>");

    /** Host name as a client writes it, IPv6 without brackets. */
    public static final SettingFormat<String> HOST =
            new SettingFormat<>("a host name or an IP address", SettingFormat::host);

    /** E-mail address, such as ops@example.com. */
    public static final SettingFormat<String> MAIL_ADDRESS =
            new SettingFormat<>("an e-mail address such as ops@example.com", SettingFormat::mailAddress);

    /** Sender of a mail. */
    public static final SettingFormat<String> SENDER =
            new SettingFormat<>("an e-mail address, alone or as Name <no-reply@example.com>", SettingFormat::sender);

    /** DNS name in lower case, as in a request's Host header. */
    public static final SettingFormat<String> DNS_DOMAIN =
            new SettingFormat<>("a domain in lower case such as example.com", SettingFormat::domain);

    /** Address of a page; a path appended to it makes a link. */
    public static final SettingFormat<String> PAGE = new SettingFormat<>(
            "an http or https URL without a query, such as https://exchange.example.com", SettingFormat::page);

    /** Folder as an absolute path. */
    public static final SettingFormat<Path> FOLDER = new SettingFormat<>(
            "a folder", text -> Path.of(text).toAbsolutePath().normalize());

    /** File as an absolute path. */
    public static final SettingFormat<Path> FILE = new SettingFormat<>(
            "the name of a file", text -> Path.of(text).toAbsolutePath().normalize());

    public T parse(String text) {
        return reading.apply(text);
    }

    private static String host(String text) {
        boolean isName = NAME.matcher(text).matches() && !NUMBERS.matcher(text).matches();
        if (!isName
                && AddressRange.parse(text).filter(_ -> text.indexOf('/') < 0).isEmpty()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String mailAddress(String text) {
        var parts = MAIL.matcher(text);
        if (!parts.matches()) {
            throw new IllegalArgumentException();
        }
        host(parts.group("host"));
        return text;
    }

    private static String sender(String text) {
        var named = MAILBOX.matcher(text);
        mailAddress(named.matches() ? named.group("address") : text);
        return text;
    }

    private static String domain(String text) {
        if (!DOMAIN.matcher(text).matches() || NUMBERS.matcher(text).matches()) {
            throw new IllegalArgumentException();
        }
        return text;
    }

    private static String page(String text) {
        URI uri = URI.create(text);
        boolean isHttp = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
        if (!isHttp
                || uri.getHost() == null
                || uri.getRawQuery() != null
                || uri.getRawFragment() != null
                || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException();
        }
        return text.replaceAll("/+$", "");
    }

    /** Returns true if the host is this machine's own, and no other machine reaches it by that name. */
    public static boolean isLoopback(String host) {
        if (host.equals("localhost") || host.endsWith(".localhost")) {
            return true;
        }
        String plain = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return AddressRange.parse(plain)
                .filter(range ->
                        range.network().isLoopbackAddress() || range.network().isAnyLocalAddress())
                .isPresent();
    }

    /** Returns true if this machine can listen on the host: on all addresses, or on one of an interface. */
    static boolean isOfThisMachine(String host) {
        try {
            InetAddress address = InetAddress.getByName(host);
            return address.isAnyLocalAddress()
                    || NetworkInterface.getByInetAddress(address) != null
                    || address.isLoopbackAddress();
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns true if the folder exists and is writable, or can be created in its nearest existing parent. */
    static boolean isWritableFolder(Path folder) {
        Path there = folder;
        while (there != null && !Files.exists(there, LinkOption.NOFOLLOW_LINKS)) {
            there = there.getParent();
        }
        return there != null && Files.isDirectory(there) && Files.isWritable(there);
    }

    /** Returns what helps if the locale of this process could not read a text's letters; otherwise an empty text. */
    static String localeHint(String text) {
        return text.indexOf(UNREADABLE) < 0 ? "" : ": this process cannot read its letters, LC_ALL=C.UTF-8 lets it";
    }
}
