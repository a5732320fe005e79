package com.flowex.identity;

import com.flowex.identity.mail.Mail;
import com.flowex.identity.mail.Post;

/** What we write to users. */
final class Letters {

    private final Post post;
    private final String publicUrl;

    /** @param publicUrl of the page, which takes the tokens */
    Letters(Post post, String publicUrl) {
        this.post = post;
        this.publicUrl = publicUrl;
    }

    void verifyEmail(String to, OpaqueToken token) {
        send(to, "Confirm your e-mail address", """
                Somebody, probably you, registered this address. To confirm it, open

                %s

                within a day. If it was not you, nothing needs to be done.
                """, link("verify-email", token));
    }

    void resetPassword(String to, OpaqueToken token) {
        send(to, "Reset your password", """
                To choose a new password, open

                %s

                within 30 minutes. If you did not ask for this, nothing needs to be done.
                """, link("reset-password", token));
    }

    void code(String to, String code) {
        send(to, "Your login code", """
                Your code is %s. It is good for five minutes and for one login.
                If you are not logging in, somebody knows your password: change it.
                """, code);
    }

    void newDevice(String to, Device device) {
        String text = "Your account was just used from a device we have not seen before:\n\n" + device.agent()
                + "\nfrom " + device.address() + "\n\nIf this was not you, change your password and end the session.\n";
        post.send(new Mail(to, "Login from a new device", text, device.address()));
    }

    void passwordChanged(String to) {
        post.send(new Mail(to, "Your password was changed", """
                Your password was just changed, and your other sessions were ended.
                If this was not you, reset it at once.
                """, ""));
    }

    private void send(String to, String subject, String text, String secret) {
        post.send(new Mail(to, subject, text.replace("%s", secret), secret));
    }

    private String link(String what, OpaqueToken token) {
        return publicUrl + "/?" + what + "=" + token.text();
    }
}
