package com.flowex.custody.connector;

import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;

/** Signer of a process without keys. It refuses nothing for good: requests wait for a signer that has the keys. */
record UnavailableSigner() implements Signer {

    private static SignerException unavailable() {
        return new SignerException("this process has no signer: FLOWEX_SIGNER_URL is empty", false);
    }

    @Override
    public String accountKey(Scheme scheme, int tenant) {
        throw unavailable();
    }

    @Override
    public Signed sign(Scheme scheme, Draft draft) {
        throw unavailable();
    }

    @Override
    public String signMessage(Scheme scheme, KeyPath path, String message) {
        throw unavailable();
    }
}
