package no.grend.minside;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What Min Side looks like («utseende»), for the pages of other modules that stand outside it. Safe between threads. */
@ProviderType
public interface Looks {

    /** Addresses of its style sheets on this host, in order; browsers keep them for good. */
    List<String> styleSheets();
}
