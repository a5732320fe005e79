package com.flowex.custody.connector;

import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;

/** Where no keys are: nothing is refused for ever, it waits for somebody who has them. */
record NobodySigns() implements Signer {

    private static SignerException nobody() {
        return new SignerException("nobody signs for this process: FLOWEX_SIGNER_URL names nobody", false);
    }

    @Override
    public String accountKey(Scheme scheme, int tenant) {
        throw nobody();
    }

    @Override
    public Signed sign(Scheme scheme, Draft draft) {
        throw nobody();
    }

    @Override
    public String signMessage(Scheme scheme, KeyPath path, String message) {
        throw nobody();
    }
}
