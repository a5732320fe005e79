package com.flowex.wallet.transfer;

import com.flowex.desk.InstrumentDirectory;
import com.flowex.domain.AccountId;
import com.flowex.edge.http.Answer;
import com.flowex.edge.http.Endpoint;
import com.flowex.edge.http.Page;
import com.flowex.edge.http.Request;

/** {@code GET /api/wallet/addresses}: where to send money of each asset, on the simulated chain. */
public record ListAddressesEndpoint(InstrumentDirectory directory) implements Endpoint {

    /** The schema Address of docs/api/openapi.yaml. */
    private record AddressBody(String currency, String network, String address) {}

    @Override
    public Answer answer(Request request) {
        AccountId account = request.caller().account();
        return Answer.ok(Page.whole(directory.assetsOf(account.tenant()).stream()
                .map(asset ->
                        new AddressBody(asset.code(), SimulatedAddress.NETWORK, SimulatedAddress.of(account, asset)))
                .toList()));
    }
}
