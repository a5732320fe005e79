package com.flowex.wallet.solvency;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.flowex.domain.Decimals;
import com.flowex.domain.Scale;
import com.flowex.edge.http.Json;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./flowex solvency verify FILE [PUBLISHED]}: checks a customer's proof of what they are owed, without an exchange; with what the
 * exchange shows to everybody, saved as a file, also that both are the same.
 *
 * <p>Ends with 0 if it holds, 1 if it does not, 2 on wrong arguments.
 */
public final class ProofTool {

    private static final int WRONG = 1;
    private static final int MISUSED = 2;

    private ProofTool() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    /** Does what is asked; returns how the process is to end. */
    public static int run(List<String> args) {
        if (args.size() < 2 || args.size() > 3 || !args.getFirst().equals("verify")) {
            System.err.println("usage: ./flowex solvency verify FILE [PUBLISHED]");
            return MISUSED;
        }
        try {
            ObjectMapper json = Json.mapper();
            ProofFile proof = json.readValue(Files.readString(Path.of(args.get(1))), ProofFile.class);
            Optional<String> problem = ProofCheck.problem(proof);
            if (problem.isEmpty() && args.size() == 3) {
                JsonNode published = json.readTree(Files.readString(Path.of(args.get(2))));
                problem = ProofCheck.against(proof, published(json, published));
            }
            System.out.println(problem.map(why -> "DOES NOT HOLD: " + why).orElseGet(() -> line(proof)));
            return problem.isPresent() ? WRONG : 0;
        } catch (IOException e) {
            System.err.println("cannot be read: " + e.getMessage());
            return WRONG;
        }
    }

    private static ProofCheck.Published published(ObjectMapper json, JsonNode shown) throws IOException {
        return new ProofCheck.Published(
                json.treeToValue(shown.path("claim"), Attestation.class),
                shown.path("signature").asText(),
                shown.path("public_key").asText());
    }

    private static String line(ProofFile proof) {
        Attestation claim = proof.claim();
        Scale scale = new Scale(claim.scale());
        return "holds: of " + decimal(claim.sum(), scale) + " " + claim.asset() + " owed to " + claim.leaves()
                + " at event " + claim.sequence() + " (" + claim.time() + "), account "
                + proof.leaf().account() + " is owed "
                + decimal(proof.leaf().balance(), scale) + "; make sure that this account is yours, and that the key "
                + proof.publicKey() + " is the one that your exchange publishes";
    }

    private static String decimal(String units, Scale scale) {
        return Decimals.format(new BigInteger(units), scale);
    }
}
