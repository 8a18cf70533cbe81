package no.grend.minside.internal;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import no.grend.minside.Panel;
import no.grend.minside.PublicPage;
import no.grend.minside.View;

/**
 * A panel in a room of its own: its texts, templates, assets and threads. What hangs in one room never takes a thread from
 * another. Closed when the panel leaves; then nothing here refers to its bundle any more.
 */
final class PanelRoom implements AutoCloseable {

    private static final int THREADS = 4;
    private static final int WAITING = 64;

    private final Panel panel;
    private final PublicPage page;
    private final ClassLoader loader;
    private final String id;
    private final Panel.Slot slot;
    private final int order;
    private final Texts texts;
    private final Templates templates;
    private final Assets assets;
    private final ThreadPoolExecutor threads;
    private final AtomicBoolean failed = new AtomicBoolean();
    private volatile boolean answered;

    PanelRoom(Panel panel, Texts portalTexts) {
        this(panel, null, panel.id(), panel.slot(), panel.order(), portalTexts);
    }

    /** The room of a public page, which has no place on the front page. */
    PanelRoom(PublicPage page, Texts portalTexts) {
        this(null, page, page.id(), null, 0, portalTexts);
    }

    private PanelRoom(Panel panel, PublicPage page, String id, Panel.Slot slot, int order, Texts portalTexts) {
        this.panel = panel;
        this.page = page;
        this.id = id;
        this.slot = slot;
        this.order = order;
        this.loader = (panel == null ? page : panel).getClass().getClassLoader();
        String folder = "minside/" + id;
        this.texts = Texts.load(loader, folder, portalTexts);
        this.assets = new Assets(id, file -> loader.getResourceAsStream(folder + "/assets/" + file));
        this.templates = new Templates(loader, folder, texts, assets::address);
        this.threads = new ThreadPoolExecutor(
                THREADS, THREADS, 10, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "min-side-" + id);
                    thread.setDaemon(true);
                    return thread;
                });
        threads.allowCoreThreadTimeOut(true);
    }

    /** Null for a public page's. */
    Panel panel() {
        return panel;
    }

    /** Null for a panel's. */
    PublicPage page() {
        return page;
    }

    String id() {
        return id;
    }

    Panel.Slot slot() {
        return slot;
    }

    int order() {
        return order;
    }

    /** The address of its first page. */
    String base() {
        return "/min-side/" + id + "/";
    }

    /** The panel's name; a panel without one is called by its id. */
    String title(Locale language) {
        return texts.hasOwn("title") ? texts.text(language, "title") : id;
    }

    /** Whether it has a text of its own for this key. */
    boolean says(String key) {
        return texts.hasOwn(key);
    }

    String text(Locale language, String key) {
        return texts.text(language, key);
    }

    Assets assets() {
        return assets;
    }

    /** True once: a panel that fails on every visit is not told of on every visit. */
    boolean failsForTheFirstTime() {
        return failed.compareAndSet(false, true);
    }

    /** Whether its card was never asked for yet with success, nor with failure: whoever comes first waits longer for it. */
    boolean isNew() {
        return !answered && !failed.get();
    }

    /** Its card was there in time. */
    void answered() {
        answered = true;
    }

    /** Starts a call on the room's own threads; a room that is full answers with a failed future. */
    <T> Future<T> start(Callable<T> call) {
        FutureTask<T> task = new FutureTask<>(() -> inPanelsContext(call));
        try {
            threads.execute(task);
            return task;
        } catch (RejectedExecutionException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    /** Calls the panel with its own bundle as the thread's context, which libraries look for their parts in. */
    <T> T inPanelsContext(Callable<T> call) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            return call.call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** A fragment of HTML from one of the panel's own templates. */
    String render(View view, String csrf, Locale language) {
        Map<String, Object> model = new HashMap<>();
        if (view.model() != null) {
            model.putAll(view.model());
        }
        model.put("texts", new TextsByName(texts, language));
        model.put("csrf", csrf);
        model.put("base", base());
        model.put("language", language.getLanguage());
        return templates.render(view.template(), model, language);
    }

    /** A page's heading: the model's own, the template's text, or the panel's title; the first two with arguments. */
    String heading(View view, Locale language) {
        Map<String, Object> model = view.model() == null ? Map.of() : view.model();
        Object[] arguments = model.get("headingArguments") instanceof List<?> some ? some.toArray() : new Object[0];
        Object own = model.get("heading");
        if (own != null) {
            return texts.text(language, own.toString(), arguments);
        }
        String key = view.template().replace(".peb", ".title");
        return texts.hasOwn(key) ? texts.text(language, key, arguments) : title(language);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
