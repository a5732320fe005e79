package com.flowex.identity.app.mail;

import com.flowex.platform.settings.Profile;
import com.flowex.platform.settings.SettingFormat;
import com.flowex.platform.settings.SettingsReader;
import java.net.URI;

/**
 * Settings of the SMTP server and the mails.
 *
 * @param host host of the server; empty if there is none
 * @param user user name; empty to send without authentication
 * @param from address of the sender
 * @param link base address of links in mails; a token is appended
 * @param isLinkGiven false if the link is the default, which follows the port that listens
 */
public record MailSettings(
        String host,
        int port,
        String user,
        String password,
        Encryption encryption,
        String from,
        String link,
        boolean isLinkGiven) {

    /** Protection of the connection to the server. */
    public enum Encryption {
        /** Plain at first, then encrypted or refused: the usual mode of port 587. */
        STARTTLS,
        /** Encrypted from the first byte: port 465. */
        TLS,
        /** Plain: for a server on this machine. */
        NONE
    }

    public static MailSettings read(SettingsReader reader, Profile profile) {
        reader.group("Mail");
        MailSettings settings = new MailSettings(
                reader.form(
                                "FLOWEX_SMTP_HOST",
                                "",
                                SettingFormat.HOST,
                                "server that takes our mail; without one dev writes mails to its log")
                        .orElse(""),
                reader.integer("FLOWEX_SMTP_PORT", 587, 1, 65_535, "its port"),
                reader.text("FLOWEX_SMTP_USER", "", "to log in there; empty: without logging in"),
                reader.secretOrNone("FLOWEX_SMTP_PASSWORD", "a text", "of FLOWEX_SMTP_USER"),
                reader.oneOf(
                        "FLOWEX_SMTP_ENCRYPTION",
                        Encryption.STARTTLS,
                        Encryption.class,
                        "starttls (required, not just offered), tls from the first byte, or none"),
                reader.parsed(
                        "FLOWEX_SMTP_FROM",
                        "FlowEx <no-reply@localhost>",
                        SettingFormat.SENDER.rule(),
                        SettingFormat.SENDER::parse,
                        "sender of our mail"),
                reader.parsed(
                        "FLOWEX_PUBLIC_URL",
                        "http://localhost:8000",
                        SettingFormat.PAGE.rule(),
                        SettingFormat.PAGE::parse,
                        "address of the page, for links in mails; without one, a process of all services names its own port"),
                reader.isGiven("FLOWEX_PUBLIC_URL"));
        reader.inProduction(
                profile,
                reader.isGiven("FLOWEX_SMTP_HOST"),
                "FLOWEX_SMTP_HOST must be given in production: addresses are verified by mail");
        reader.inProduction(
                profile,
                settings.encryption() != Encryption.NONE || SettingFormat.isLoopback(settings.host()),
                "FLOWEX_SMTP_ENCRYPTION must be starttls or tls in production, unless the server is on this machine: mails"
                        + " carry links that set passwords");
        String sender = settings.from();
        String domain = sender.substring(sender.lastIndexOf('@') + 1).replace(">", "");
        reader.inProduction(
                profile,
                !SettingFormat.isLoopback(domain),
                "FLOWEX_SMTP_FROM must be given in production, with a domain of the exchange: other servers refuse mails of"
                        + " localhost");
        URI page = URI.create(settings.link());
        reader.inProduction(
                profile,
                "https".equals(page.getScheme()) && !SettingFormat.isLoopback(page.getHost()),
                "FLOWEX_PUBLIC_URL must be given in production, as an https URL that customers reach: links in mails lead there");
        return settings;
    }

    /** Returns true if a mail server is configured. */
    public boolean given() {
        return !host.isEmpty();
    }

    /** Keeps the password out of every log. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", " + encryption + ", from " + from + "]";
    }
}
