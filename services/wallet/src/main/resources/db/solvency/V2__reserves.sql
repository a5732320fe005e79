-- What addresses of the exchange had when a tree was published, signed by their keys; none where no node or signer answered yet.
CREATE TABLE reserves (
    tenant_id  integer NOT NULL,
    public_key text    NOT NULL,
    asset      text    NOT NULL,
    sequence   bigint  NOT NULL,
    network    text    NOT NULL,
    address    text    NOT NULL,
    message    text    NOT NULL, -- what was signed: it has everything else
    signature  text    NOT NULL, -- in the network's own form
    PRIMARY KEY (tenant_id, asset, sequence, public_key, network, address)
);

GRANT SELECT, INSERT, DELETE ON reserves TO flowex_app;
