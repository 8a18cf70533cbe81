package no.grend.licence.internal.tool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import no.grend.licence.internal.LicenceFile;

/**
 * The licence office's tool, run by hand outside the container:
 *
 * <pre>
 * java -cp licence.jar no.grend.licence.internal.tool.LicenceSigner keypair &lt;folder&gt;
 * java -cp licence.jar no.grend.licence.internal.tool.LicenceSigner sign &lt;private.key&gt; &lt;unsigned file&gt; &lt;licence file&gt;
 * </pre>
 *
 * The private key belongs in no repository.
 */
public final class LicenceSigner {

    private LicenceSigner() {}

    /** See the class. */
    public static void main(String[] args) throws IOException, GeneralSecurityException {
        if (args.length == 2 && args[0].equals("keypair")) {
            Path folder = Files.createDirectories(Path.of(args[1]));
            KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            Files.writeString(
                    folder.resolve("private.key"), base64(pair.getPrivate().getEncoded()));
            Files.writeString(
                    folder.resolve("public.key"), base64(pair.getPublic().getEncoded()));
        } else if (args.length == 4 && args[0].equals("sign")) {
            byte[] key = Base64.getDecoder()
                    .decode(Files.readString(Path.of(args[1])).strip());
            PrivateKey secret = KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(key));
            Files.writeString(Path.of(args[3]), sign(secret, Files.readAllLines(Path.of(args[2]))));
        } else {
            throw new IllegalArgumentException("keypair <folder> | sign <private.key> <unsigned file> <licence file>");
        }
    }

    /** The whole licence file: these lines with their signature. Empty lines are left out. */
    public static String sign(PrivateKey key, List<String> lines) throws GeneralSecurityException {
        List<String> kept = lines.stream()
                .map(String::stripTrailing)
                .filter(line -> !line.isEmpty())
                .toList();
        Signature signature = Signature.getInstance("Ed25519");
        signature.initSign(key);
        signature.update(LicenceFile.canonical(kept));
        return String.join("\n", kept) + "\nsignature: " + base64(signature.sign()) + "\n";
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}
