package org.mixreduce.benchmarks.reduce;

import com.sun.management.GarbageCollectionNotificationInfo;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.util.concurrent.atomic.AtomicLong;
import javax.management.Notification;
import javax.management.NotificationEmitter;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/** The largest heap that any garbage collection of this JVM left behind, from now on. */
final class LivePeak implements NotificationListener {

  private final AtomicLong bytes = new AtomicLong();

  /** Starts to watch. */
  LivePeak() {
    for (GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans()) {
      ((NotificationEmitter) collector).addNotificationListener(this, null, null);
    }
  }

  @Override
  public void handleNotification(Notification notification, Object handback) {
    if (notification
        .getType()
        .equals(GarbageCollectionNotificationInfo.GARBAGE_COLLECTION_NOTIFICATION)) {
      CompositeData data = (CompositeData) notification.getUserData();
      long used = 0;
      for (var pool :
          GarbageCollectionNotificationInfo.from(data)
              .getGcInfo()
              .getMemoryUsageAfterGc()
              .entrySet()) {
        used += isHeap(pool.getKey()) ? used(pool.getValue()) : 0;
      }
      bytes.accumulateAndGet(used, Math::max);
    }
  }

  private static boolean isHeap(String pool) {
    return pool.contains("Eden") || pool.contains("Survivor") || pool.contains("Tenured");
  }

  private static long used(MemoryUsage usage) {
    return usage.getUsed();
  }

  /** The peak in 10⁶ bytes; 0 before any collection. */
  double megabytes() {
    return bytes.get() / 1e6;
  }
}
