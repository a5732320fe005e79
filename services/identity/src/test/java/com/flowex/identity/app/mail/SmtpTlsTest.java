package com.flowex.identity.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.app.mail.MailSettings.Encryption;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Mail goes out encrypted, to a server whose certificate is believed, or not at all. */
@Timeout(900)
class SmtpTlsTest {

    private static final Mail MAIL = new Mail(1, "ada@example.com", "Subject", "a secret link", "", Instant.MAX);

    @TempDir
    private static Path folder;

    private static Certificate good;

    @BeforeAll
    static void makeCertificate() {
        good = Certificate.of(folder, "dns:localhost");
        // Read once, when its class is first used.
        System.setProperty("greenmail.tls.keystore.file", good.file().toString());
        System.setProperty("greenmail.tls.keystore.password", Certificate.PASSWORD);
    }

    private static MailSettings settings(String host, int port, Encryption encryption) {
        return new MailSettings(
                host, port, "", "", encryption, "FlowEx <no-reply@localhost>", "http://localhost", true);
    }

    private static SmtpMailSender believing(Certificate certificate, String host, int port, Encryption encryption) {
        return new SmtpMailSender(
                settings(host, port, encryption), certificate.believed().getSocketFactory());
    }

    @Test
    void aServerThatSpeaksTlsFromTheFirstByteGetsTheMail() throws Exception {
        GreenMail server = new GreenMail(new ServerSetup(0, "localhost", ServerSetup.PROTOCOL_SMTPS));
        server.start();
        try {
            int port = server.getSmtps().getPort();
            believing(good, "localhost", port, Encryption.TLS).send(MAIL);
            assertEquals(1, server.getReceivedMessages().length);

            SmtpMailSender usual = new SmtpMailSender(settings("localhost", port, Encryption.TLS));
            assertThrows(MessagingException.class, () -> usual.send(MAIL), "a certificate that nobody signed");
            SmtpMailSender elsewhere = believing(good, "127.0.0.1", port, Encryption.TLS);
            assertThrows(MessagingException.class, () -> elsewhere.send(MAIL), "a certificate of another name");
            assertEquals(1, server.getReceivedMessages().length);
        } finally {
            server.stop();
        }
    }

    @Test
    void secretsAreSentOnlyAfterStartTls() throws Exception {
        try (StartTlsServer server = new StartTlsServer(Optional.of(good.shown()))) {
            believing(good, "localhost", server.port(), Encryption.STARTTLS).send(MAIL);

            assertEquals("STARTTLS", server.plain().getLast());
            assertEquals(2, server.plain().size(), server.plain()::toString);
            assertTrue(server.encrypted().contains("a secret link"), server.encrypted()::toString);
        }
    }

    @Test
    void aServerWithoutStartTlsOrWithAnothersCertificateGetsNothing() {
        try (StartTlsServer plain = new StartTlsServer(Optional.empty());
                StartTlsServer other = new StartTlsServer(
                        Optional.of(Certificate.of(folder, "dns:other.example").shown()))) {
            for (StartTlsServer server : List.of(plain, other)) {
                SmtpMailSender sender = believing(good, "localhost", server.port(), Encryption.STARTTLS);

                assertThrows(MessagingException.class, () -> sender.send(MAIL));
                assertTrue(server.plain().stream().noneMatch(line -> line.startsWith("MAIL")));
                assertEquals(List.of(), server.encrypted());
            }
        }
    }
}
