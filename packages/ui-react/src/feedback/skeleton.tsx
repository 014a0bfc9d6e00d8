interface SkeletonProps {
  className?: string;
}

/** A quiet shape in the place of what is coming; the screen that holds it says that it is loading. */
export function Skeleton({ className = 'h-4 w-full' }: SkeletonProps) {
  return <span aria-hidden className={`skeleton block ${className}`} />;
}
