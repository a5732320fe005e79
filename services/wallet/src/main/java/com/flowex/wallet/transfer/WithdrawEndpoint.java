package com.flowex.wallet.transfer;

import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Request;
import com.flowex.ground.refusal.Refusal;

/** {@code POST /api/wallet/withdraw}: in the contract, refused by name until it is built. */
public final class WithdrawEndpoint implements Endpoint {

    @Override
    public Answer answer(Request request) {
        throw Refusal.notYet("withdrawal");
    }
}
