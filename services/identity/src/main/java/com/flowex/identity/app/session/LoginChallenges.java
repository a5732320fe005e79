package com.flowex.identity.app.session;

import com.flowex.identity.store.user.OneTimeTokensTable;
import com.flowex.identity.store.user.OneTimeTokensTable.Purpose;
import com.flowex.identity.store.user.OpaqueToken;
import com.flowex.identity.store.user.User;
import com.flowex.platform.database.transaction.Transaction;
import java.util.ArrayList;
import java.util.List;

/** Requests for a second factor in a log-in whose password was right. */
final class LoginChallenges {

    private LoginChallenges() {}

    /** Issues the token with which a second factor continues a log-in, and returns the methods to go on. */
    static Sessions.Challenged issue(Transaction holding, User user) {
        OpaqueToken token = OneTimeTokensTable.issue(holding, user, Purpose.SECOND_FACTOR);
        List<String> methods = new ArrayList<>();
        if (user.factors().totp()) {
            methods.add("totp");
        }
        if (user.factors().passkey()) {
            methods.add("passkey");
        }
        if (user.factors().totp() || user.factors().passkey()) {
            methods.add("recovery");
        }
        if (user.factors().mail()) {
            methods.add("email");
        }
        return new Sessions.Challenged(new Sessions.Challenge(
                token.text(), methods, Purpose.SECOND_FACTOR.life().toSeconds(), user.id()));
    }
}
