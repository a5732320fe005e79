package com.flowex.identity.app.mail;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.platform.testing.Await;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real SMTP server, and what users find in their mail. */
public final class Mailbox implements AutoCloseable {

    /** The token of a link. */
    public static final Pattern TOKEN = Pattern.compile("(?:verify-email|reset-password)=(\\S+)");

    private GreenMail server = started(0);
    private final int port = server.getSmtp().getPort();

    private static GreenMail started(int port) {
        GreenMail server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** Settings of an exchange that sends its mail here. */
    public Map<String, String> settings(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(more);
        all.put("FLOWEX_SMTP_HOST", "127.0.0.1");
        all.put("FLOWEX_SMTP_PORT", Integer.toString(port));
        all.put("FLOWEX_SMTP_ENCRYPTION", "none");
        return all;
    }

    public List<MimeMessage> mails() {
        return List.of(server.getReceivedMessages());
    }

    public List<MimeMessage> mailsTo(String email) {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> isTo(mail, email))
                .toList();
    }

    private static boolean isTo(MimeMessage mail, String email) {
        try {
            return mail.getRecipients(Message.RecipientType.TO)[0].toString().equals(email);
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    /** The first group of the pattern in a user's mail; the first mail has number 1. */
    public String found(String email, Pattern pattern, int number) {
        Await.until(() -> mailsTo(email).size() >= number);
        Matcher matcher = pattern.matcher(GreenMailUtil.getBody(mailsTo(email).get(number - 1)));
        assertTrue(matcher.find());
        return matcher.group(1);
    }

    /** Begins anew on the same port, without any mail. */
    public void again() {
        server = started(port);
    }

    @Override
    public void close() {
        server.stop();
    }
}
