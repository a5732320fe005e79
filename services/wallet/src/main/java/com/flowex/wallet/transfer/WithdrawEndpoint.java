package com.flowex.wallet.transfer;

import com.flowex.platform.http.Answer;
import com.flowex.platform.http.Endpoint;
import com.flowex.platform.http.Request;
import com.flowex.platform.refusal.Refusal;

/** {@code POST /api/wallet/withdraw}: in the contract, refused by name until it is built. */
public final class WithdrawEndpoint implements Endpoint {

    @Override
    public Answer answer(Request request) {
        throw Refusal.notYet("withdrawal");
    }
}
