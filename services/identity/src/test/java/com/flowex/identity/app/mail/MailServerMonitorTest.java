package com.flowex.identity.app.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.flowex.identity.app.mail.MailSettings.Encryption;
import com.flowex.platform.health.Health;
import com.flowex.platform.monitor.ProbeResult;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A mail server that is gone is reported before a mail is needed. */
@Timeout(900)
class MailServerMonitorTest {

    private static SmtpMailSender sender(int port, String user) {
        return new SmtpMailSender(new MailSettings(
                "127.0.0.1",
                port,
                user,
                "secret",
                Encryption.NONE,
                "FlowEx <no-reply@localhost>",
                "http://localhost",
                true));
    }

    @Test
    void aServerIsGreetedWithoutAMail() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        int port = server.getSmtp().getPort();
        try {
            ProbeResult result = MailDelivery.check(sender(port, ""));

            assertEquals(Health.UP, result.state());
            assertTrue(result.figures().containsKey("answer_ms"));
            assertEquals(0, server.getReceivedMessages().length);

            server.stop();
            var degraded = assertInstanceOf(
                    Health.State.Degraded.class,
                    MailDelivery.check(sender(port, "")).state());
            assertTrue(degraded.why().contains("FLOWEX_SMTP_HOST"), degraded.why());
        } finally {
            server.stop();
        }
    }

    @Test
    void refusedMailPasswordIsReported() {
        GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.setUser("flowex@localhost", "flowex", "another");
        server.start();
        try {
            var refused = assertInstanceOf(
                    Health.State.Degraded.class,
                    MailDelivery.check(sender(server.getSmtp().getPort(), "flowex"))
                            .state());
            assertTrue(refused.why().contains("AuthenticationFailed"), refused.why());
        } finally {
            server.stop();
        }
    }
}
