package com.flowex.benchmarks.load;

import java.io.IOException;
import java.net.URI;
import java.util.Collections;

/**
 * How long placed orders take with and without a flood of logins, in turns against one running exchange: hashing
 * passwords is slow on purpose, and must not slow orders.
 */
public final class LoginFlood {

    private static final int PAIRS_DEFAULT = 5;

    /** Logins that wait at the same time: more than hash at the same time by far. */
    private static final int LOGINS_AT_ONCE = 64;

    private LoginFlood() {}

    /** Arguments: URL, then how many pairs; both optional. */
    public static void main(String[] args) throws IOException {
        URI url = URI.create(args.length > 0 ? args[0] : "http://localhost:8000");
        int pairs = args.length > 1 ? Integer.parseInt(args[1]) : PAIRS_DEFAULT;
        try (ExchangeApi api = new ExchangeApi(url)) {
            String email = "flood" + Long.toString(System.currentTimeMillis(), 36) + "@load.example";
            api.register(email);
            OrdersBeside.Sender login = () -> isIn(api, email);
            new OrdersBeside(url, api, Collections.nCopies(LOGINS_AT_ONCE, login)).measure(pairs, "logins");
        }
    }

    private static boolean isIn(ExchangeApi api, String email) {
        try {
            api.login(email);
            return true;
        } catch (LoadFailed refused) {
            // Told to come back: no login, and no wait for anybody else.
            return false;
        }
    }
}
