import ReactMarkdown, { defaultUrlTransform } from "react-markdown";
import remarkGfm from "remark-gfm";

export default function MarkdownRendered({ text }: { text: string }) {
  return (
    <ReactMarkdown
      remarkPlugins={[remarkGfm]}
      components={{
        a: ({ href, children }) =>
          href?.startsWith("user:") ? (
            <strong>{children}</strong>
          ) : (
            <a href={href} target="_blank" rel="noreferrer">
              {children}
            </a>
          ),
      }}
      urlTransform={(url) => (url.startsWith("user:") ? url : defaultUrlTransform(url))}
    >
      {text}
    </ReactMarkdown>
  );
}
