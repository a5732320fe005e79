package com.flowex.identity.mail;

import com.flowex.ground.settings.Profile;
import com.flowex.ground.settings.SettingFormat;
import com.flowex.ground.settings.SettingsReader;
import java.net.URI;

/**
 * The server that takes our mail.
 *
 * @param host empty if there is none
 * @param user empty to send without logging in
 * @param from the sender's address
 * @param link where links in mails lead to; a token is put behind it
 */
public record MailSettings(
        String host, int port, String user, String password, Encryption encryption, String from, String link) {

    /** How the connection to the server is protected. */
    public enum Encryption {
        /** Plain first, then encrypted, or not at all: the usual way of port 587. */
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
                        "address of the page, for links in mails"));
        reader.inProduction(
                profile,
                reader.isGiven("FLOWEX_SMTP_HOST"),
                "FLOWEX_SMTP_HOST must be given in production: addresses are verified by mail");
        reader.inProduction(
                profile,
                settings.encryption() != Encryption.NONE || SettingFormat.isLoopback(settings.host()),
                "FLOWEX_SMTP_ENCRYPTION must be starttls or tls in production, unless the server is on this machine: mails"
                        + " carry links that set passwords");
        URI page = URI.create(settings.link());
        reader.inProduction(
                profile,
                "https".equals(page.getScheme()) && !SettingFormat.isLoopback(page.getHost()),
                "FLOWEX_PUBLIC_URL must be given in production, as an https URL that customers reach: links in mails lead there");
        return settings;
    }

    /** Whether there is a server to send by. */
    public boolean given() {
        return !host.isEmpty();
    }

    /** No password in any log. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + ", " + encryption + ", from " + from + "]";
    }
}
