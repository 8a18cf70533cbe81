package no.grend.simulation;

import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import no.grend.kernel.Rounds;
import no.grend.simulation.Houses.Component;
import no.grend.simulation.Houses.Reference;

/**
 * One life of the houses: components are made when they are first asked for, with what their descriptors say, as the service
 * registry would. What comes from outside is given. Throwing it away and making another is a restart.
 */
final class Wiring {

    private final Houses houses;
    private final Map<Class<?>, Object> outside;
    private final Map<String, Object> settings;
    private final Map<Class<?>, Object> made = new HashMap<>();
    private final List<Runnable> fields = new ArrayList<>();

    /**
     * @param outside services that no house provides, by their type; a map of them where the target chooses one
     * @param settings what is configured otherwise than usual: the component's class, a full stop and the setting's name
     */
    Wiring(Houses houses, Map<Class<?>, Object> outside, Map<String, Object> settings) {
        this.houses = houses;
        this.outside = outside;
        this.settings = settings;
    }

    /** The service of this type. */
    <T> T the(Class<T> service) {
        Object found = find(service);
        while (!fields.isEmpty()) {
            fields.remove(0).run();
        }
        if (found == null) {
            throw new IllegalStateException("Nobody provides " + service.getName());
        }
        return service.cast(found);
    }

    /** The component of this class, which need not be known here. */
    <T> T component(String implementation, Class<T> service) {
        Object found = houses.providing(service).stream()
                .filter(component -> component.implementation().getName().equals(implementation))
                .map(this::component)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("There is no " + implementation));
        while (!fields.isEmpty()) {
            fields.remove(0).run();
        }
        return service.cast(found);
    }

    private Object find(Class<?> service) {
        Object given = outside.get(service);
        if (given != null) {
            return given;
        }
        List<Object> all = all(service);
        return all.isEmpty() ? null : all.get(0);
    }

    private List<Object> all(Class<?> service) {
        return houses.providing(service).stream()
                .map(this::component)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null when it cannot be made outside a container. */
    private Object component(Component component) {
        Object known = made.get(component.implementation());
        if (known != null) {
            return known;
        }
        Class<?>[] parameters = component.parameters();
        Object[] arguments = new Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            Reference reference = component.at(i);
            if (reference == null && !parameters[i].isAnnotation()) {
                return null;
            }
            arguments[i] = reference == null
                    ? Houses.configuration(component.implementation(), parameters[i], settings)
                    : value(component, reference);
        }
        Object one = make(component, parameters, arguments);
        rest(one);
        made.put(component.implementation(), one);
        for (Reference reference : component.references()) {
            if (reference.field() != null) {
                fields.add(() -> set(one, reference));
            }
        }
        return one;
    }

    private Object value(Component component, Reference reference) {
        Object given = outside.get(reference.service());
        if (given instanceof Map<?, ?> byTarget) {
            given = byTarget.get(reference.wanted());
        }
        Object value = given != null ? given : reference.many() ? all(reference.service()) : find(reference.service());
        if (value == null && !reference.optional()) {
            throw new IllegalStateException(
                    component.implementation().getName() + " needs " + reference.service() + " " + reference.target());
        }
        return value;
    }

    private static Object make(Component component, Class<?>[] parameters, Object[] arguments) {
        try {
            Constructor<?> constructor = component.implementation().getConstructor(parameters);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalStateException(component.implementation().getName() + " does not begin", e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.implementation().getName() + " cannot be made", e);
        }
    }

    /** Nothing happens by itself: a timer that a component has begun is stopped, and what it would do is asked for. */
    private static void rest(Object component) {
        try {
            for (Field field : component.getClass().getDeclaredFields()) {
                if (field.getType() == Rounds.class) {
                    field.setAccessible(true);
                    ((Rounds) field.get(component)).end();
                }
                if (ScheduledExecutorService.class.isAssignableFrom(field.getType())) {
                    field.setAccessible(true);
                    ScheduledExecutorService timer = (ScheduledExecutorService) field.get(component);
                    timer.shutdown();
                    if (!timer.awaitTermination(1, TimeUnit.MINUTES)) {
                        throw new IllegalStateException(field + " does not end");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getClass().getName() + " has a timer that cannot be stopped", e);
        }
    }

    /** What a timer would do: a component's method without parameters. */
    void tick(Class<?> service, String method) {
        Object component = the(service);
        try {
            Method work = component.getClass().getDeclaredMethod(method);
            work.setAccessible(true);
            work.invoke(component);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error dying) {
                throw dying;
            }
            throw new IllegalStateException(service.getName() + "." + method, e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(service.getName() + "." + method, e);
        }
    }

    private void set(Object component, Reference reference) {
        Object value = reference.many() ? all(reference.service()) : find(reference.service());
        try {
            Field field = component.getClass().getDeclaredField(reference.field());
            field.setAccessible(true);
            field.set(component, value);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component.getClass().getName() + "." + reference.field(), e);
        }
    }
}
