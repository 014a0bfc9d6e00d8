interface LogoProps {
  className?: string;
}

/** The mark is the page's own icon file; the name always stands in text beside it. */
export function Logo({ className = 'size-8' }: LogoProps) {
  return <img src="/favicon.svg" alt="" className={className} />;
}
