package com.flowex.custody.key;

import com.flowex.custody.Draft;
import com.flowex.custody.KeyPath;
import com.flowex.custody.Scheme;
import com.flowex.custody.Signed;
import com.flowex.custody.Signer;
import com.flowex.custody.SignerException;

/** Signer in this process without a policy, for play money. Real money has a signer process with a policy. */
public final class LocalSigner implements Signer {

    private final Seed seed;

    public LocalSigner(Seed seed) {
        this.seed = seed;
    }

    @Override
    public String accountKey(Scheme scheme, int tenant) {
        return seed.keys(scheme.network()).accountKey(tenant);
    }

    @Override
    public Signed sign(Scheme scheme, Draft draft) {
        int tenant =
                draft.signers().stream().mapToInt(KeyPath::tenant).findFirst().orElse(0);
        if (draft.signers().stream().anyMatch(signer -> signer.tenant() != tenant)) {
            throw new SignerException("a transaction is one tenant's", true);
        }
        return scheme.sign(draft, seed.keys(scheme.network()));
    }

    @Override
    public String signMessage(Scheme scheme, KeyPath path, String message) {
        return scheme.signMessage(message, path, seed.keys(scheme.network()));
    }
}
