use practice::read::{Source,catalogue};
fn run(label:&str, v:&[Source]) { let t=std::time::Instant::now(); let r=catalogue(v); let e=t.elapsed(); eprintln!("{label}: {} files {:?} ok={} problems={}", v.len(), e, r.catalogue.is_some(), r.diagnostics.len()); }
fn base(n:usize, front:impl Fn(usize)->String, path:impl Fn(usize)->String)->Vec<Source>{
 let mut v=vec![Source{path:"practice.toml".into(),text:"name=\"H\"\ntimezone=\"America/New_York\"\ncurrency=\"USD\"\n[hours]\nmon=[\"09:00-12:00\"]\n".into()},Source{path:"index.md".into(),text:"+++\ntitle=\"H\"\n+++\n".into()},Source{path:"services/zz.md".into(),text:"+++\ntitle=\"H\"\nsummary=\"s\"\noffers=[{minutes=60,price=\"95.00\"}]\n+++\n".into()},Source{path:"techniques/friction.md".into(),text:"+++\ntitle=\"F\"\n+++\n".into()}];
 let body="The aim is the thicker layers of muscle and the connective tissue around them: along the spine, under the shoulder blade, in the hip, in the calf. We use forearms, knuckles and thumbs with very little oil.\n\n".repeat(10);
 for i in 0..n { v.push(Source{path:path(i),text:format!("+++\n{}+++\n\n{body}",front(i))}); } v }
#[test] fn time() {
 let svc="summary = \"s\"\ntechniques = [\"friction\"]\noffers = [{ minutes = 60, price = \"95.00\" }]\n";
 for n in [1000,10000,40000] {
 run("plain pages", &base(n,|i|format!("title = \"T{i}\"\ndescription = \"d\"\nweight = {i}\n"),|i|format!("journal/p-{i}.md")));
 run("services", &base(n,|i|format!("title = \"T{i}\"\n{svc}"),|i|format!("services/s-{i}.md")));
 run("drafts", &base(n,|i|format!("title = \"T{i}\"\ndraft = true\n"),|i|format!("journal/p-{i}.md")));
 run("same slug", &base(n,|i|format!("title = \"T{i}\"\nslug = \"x\"\n"),|i|format!("journal/p-{i}.md")));
 run("bad ids", &base(n,|i|format!("title = \"T{i}\"\nsummary=\"s\"\ntechniques=[\"technique-{i}\"]\n"),|i|format!("services/s-{i}.md")));
 run("bad keys", &base(n,|i|format!("title = \"T{i}\"\nunknown_{i} = 1\n"),|i|format!("journal/p-{i}.md")));
 run("claims", &base(n,|i|format!("title = \"T{i} cures\"\n"),|i|format!("journal/p-{i}.md")));
 }
 run("10000 techniques, 10000 bad references", &{let mut v=base(10000,|i|format!("title = \"T{i}\"\n"),|i|format!("techniques/technique-{i}.md")); v.extend(base(10000,|i|format!("title = \"T{i}\"\nsummary=\"s\"\ntechniques=[\"zechnique-{i}a\"]\n{}","offers = [{ minutes = 60, price = \"95.00\" }]\n"),|i|format!("services/s-{i}.md")).into_iter().skip(4)); v});
 let big="cures ".repeat(700_000); run("4 MB of claims", &base(1,|_|format!("title = \"T\"\n# {big}\n"),|_|"a.md".into()));
 let big="cures not ".repeat(400_000); run("4 MB of denied", &base(1,|_|format!("title = \"T\"\n# {big}\n"),|_|"a.md".into()));
 let mut k=String::new(); for i in 0..200_000 {k+=&format!("key{i} = 1\n");} run("4 MB of keys", &base(1,|_|format!("title = \"T\"\n{k}"),|_|"a.md".into()));
 let mut k=String::new(); for i in 0..200_000 {k+=&format!("k{i} = x y\n");} run("4 MB of syntax errors", &base(1,|_|format!("title = \"T\"\n{k}"),|_|"a.md".into()));
 run("4 MB of brackets", &base(1,|_|format!("title = {}\n","[".repeat(2_000_000)),|_|"a.md".into()));
}
